/** A line to run by both, and what puts the engine into the same state before each of the two. */
export interface Line {
  readonly line: string;
  /** Commands of the real CLI, run before each side; what they answer does not matter. */
  readonly before?: readonly string[];
}

/** Lines that change nothing, all on one stage. */
export const STAGE: readonly string[] = [
  'docker network create lan',
  'docker run -d --name site -e A=b -p 9000:80 -p 127.0.0.1:5353:53/udp -p 9100-9102:9100-9102 -v notes:/data -l course=1 -l n=2 busybox sleep 1000',
  "docker run --name talk busybox sh -c 'echo out; echo err >&2; echo more'",
  'docker run --name ended busybox sh -c "exit 42"',
  'docker create --name made alpine',
  'docker run -d --name cold --network lan busybox sleep 1000',
  'docker pause cold',
  'docker pull hello-world',
  'docker pull web',
  'docker tag busybox team/box:v1',
];

export const READING: readonly string[] = `
docker ps
docker ps -a
docker ps -aq
docker ps -q
docker ps -a --no-trunc
docker ps -as
docker ps -n 2
docker ps -l
docker ps -n 0
docker ps -a -f name=a
docker ps -a -f name=site -f name=talk
docker ps -a -f status=exited
docker ps -a -f status=paused
docker ps -a -f ancestor=alpine
docker ps -a -f label=course
docker ps -a -f label=course=2
docker ps -f status=bogus
docker ps -f bad
docker ps -f colour=red
docker ps -a --format json
docker ps -a --format '{{json .}}'
docker ps -a --format {{.Names}}
docker ps -a --format 'table {{.Names}}\\t{{.Image}}\\t{{.State}}'
docker ps -a --format '{{upper .Names}} {{.Ports}} {{.Mounts}} {{.Labels}} {{.CreatedAt}} {{.Networks}} {{.LocalVolumes}}'
docker ps --format {{.Foo}}
docker ps --format {{.Foo
docker ps -n x
docker ps x
docker ps --bogus
docker ps -z
docker container ls -a
docker container list --bogus
docker container ps x
docker images
docker images -q
docker images -a
docker images --digests
docker images --no-trunc
docker images box
docker images 'te*/*'
docker images busybox:latest
docker images nosuch
docker images --format json
docker images --format '{{.Repository}}:{{.Tag}} {{.Digest}} {{.Size}} {{.VirtualSize}}'
docker images --format {{.Foo}}
docker images -f dangling=true
docker images -f reference=alpine
docker images -f bad
docker images a b
docker image ls
docker image ls a b
docker inspect site
docker inspect made talk
docker inspect alpine
docker inspect lan
docker inspect notes
docker inspect nosuch
docker inspect site nosuch talk
docker inspect -f json site
docker inspect -f {{.State.Status}} site talk
docker inspect -f '{{json .Config.Env}} {{.Config.Env}} {{.Config.Labels}} {{.HostConfig.Memory}} {{.State.Running}}' site
docker inspect -f '{{range .Mounts}}{{.Name}} {{end}}{{len .Mounts}}' site
docker inspect -f '{{index .Config.Labels "course"}}' site
docker inspect -f {{.State.Foo}} site
docker inspect -f {{.State site
docker inspect -f {{.Id}} nosuch
docker inspect --type image site
docker inspect --type foo site
docker inspect -s -f {{.SizeRw}} site
docker inspect
docker container inspect nosuch
docker image inspect nosuch alpine
docker logs talk
docker logs -t talk
docker logs --tail 1 talk
docker logs -n 0 talk
docker logs -f talk
docker logs --since 1h talk
docker logs --until 1h talk
docker logs --since 2020-01-01T00:00:00 talk
docker logs --since soon talk
docker logs nosuch
docker logs
docker logs talk site
docker info -f {{.Driver}}
docker info -f {{.Nope}}
docker info -f {{.N
docker version -f {{.Server.Version}}
docker version -f {{.Nope}}
docker version x
docker port site
docker port site 80
docker port site 80/udp
docker port site x
docker port nosuch
docker port talk
docker network ls
docker network ls -q
docker network ls --no-trunc
docker network ls -f driver=bridge
docker network ls --format json
docker network ls --format '{{.Name}} {{.CreatedAt}} {{.Internal}}'
docker network ls --format {{.Foo}}
docker network list x
docker network inspect lan
docker network inspect nosuch
docker network inspect -f {{.Name}} lan bridge
docker network lss
docker volume ls
docker volume ls -q
docker volume ls -f name=notes
docker volume ls --format json
docker volume ls --format {{.Foo}}
docker volume inspect notes
docker volume inspect nosuch
docker volume create a b
docker network create
docker network connect lan
docker tag busybox
docker tag busybox Foo
docker tag busybox a:b:c
docker tag Busybox a
docker rename site
docker rename site ''
docker wait
docker wait talk ended nosuch
docker rnu
docker image lss
docker container lss
docker --bogus ps
docker help nosuch
docker start
docker stop -t soon site
docker stop ''
docker rm
docker rm /
docker rmi
docker pull
docker pull a b
docker pull UPPER
docker pull -a x:1
docker run
docker run -z busybox
docker run --bogus busybox
docker run --name
docker run -p
docker run --rm=maybe busybox
docker run -m lots busybox
docker run -m 3x busybox
docker run -e =x busybox
docker run -l =x busybox
docker run --restart on-failure:x busybox
docker run --rm --restart always busybox
docker run -p abc:80 busybox
docker run -p x:1:80 busybox
docker run -p 80-90:1-5 busybox
docker run -p 80/foo busybox
docker run -p '' busybox
docker run --pull sometimes busybox
docker run --cpus x busybox
docker run --cpus .0000000001 busybox
docker run --health-interval x busybox
docker run --health-interval 10 busybox
docker run --health-interval 1d busybox
docker run --health-retries -1 busybox
docker run --health-timeout -1s busybox
docker run --no-healthcheck --health-cmd x busybox
docker run --memory-swap -2 busybox
docker run --stop-timeout x busybox
docker run --network '' busybox
docker run --network bridge --network lan busybox
docker run Busybox
docker run ''
docker create
docker create UPPER
docker create --rm --restart always busybox
docker create --pull sometimes busybox
`
  .trim()
  .split('\n');

const line = (text: string, ...before: readonly string[]): Line => ({ line: text, before });

/** Lines that change something: each side starts from what `before` leaves. */
export const CHANGING: readonly Line[] = [
  line('docker run --rm hello-world', 'docker rmi -f hello-world'),
  line('docker run --rm -q hello-world', 'docker rmi -f hello-world'),
  line('docker run --rm --pull always hello-world'),
  line('docker run --pull never nosuch'),
  line('docker run --rm busybox echo hi'),
  line("docker run --rm busybox sh -c 'echo out; echo err >&2; exit 7'"),
  line('docker run --rm busybox nosuchcmd'),
  line('docker run --rm busybox /etc/passwd'),
  line('docker run -d --name t busybox nosuchcmd', 'docker rm -f t'),
  line('docker run -d busybox true'),
  line('docker run --rm -d busybox true'),
  line('docker run --name site busybox'),
  line('docker run --name x busybox'),
  line('docker run -m 1m busybox'),
  line('docker run --rm -m 64m busybox true'),
  line(
    'docker run --rm -e FOO=bar -e PATH -e NOSUCHVARIABLE -w /tmp -u 1000 --hostname box --entrypoint env busybox',
  ),
  line('docker run --rm --entrypoint sh busybox -c "pwd; id -u; hostname | wc -c" -w /tmp'),
  line('docker run --rm -w /tmp -u 1000:1000 busybox sh -c "pwd; id -u; id -g"'),
  line('docker run --rm --network none busybox ls /sys/class/net'),
  line('docker run --rm --network lan busybox true'),
  line('docker run --rm --network nosuch busybox true'),
  line('docker run --rm --network container:site busybox true'),
  line('docker run --rm -v notes:/n -v /anon busybox touch /n/x'),
  line('docker run --rm -v /srv:/s:ro busybox touch /s/x'),
  line('docker run --rm -v a:b:c:d busybox'),
  line('docker run -d --name t -p 9000:80 busybox sleep 100', 'docker rm -f t'),
  line('docker run -d --restart on-failure:2 busybox true'),
  line('docker run --rm --read-only --tmpfs /t busybox sh -c "touch /t/x && touch /x"'),
  line('docker run --rm --cpus .5 --pids-limit 50 --memory-swap 64m -m 64m --init busybox true'),
  line('docker run --rm --memory-swap 8m -m 64m busybox true'),
  line('docker run --rm --stop-signal NOSUCH busybox true'),
  line('docker run -d -P --health-cmd true --health-interval 1h web'),
  line('docker run --rm 127.0.0.1:5999/x/y'),
  line('docker run --rm busybox sh -c "yes | head -n 20000"'),
  line('docker create --name t busybox true', 'docker rm -f t'),
  line('docker create --name h hello-world', 'docker rm -f h', 'docker rmi -f hello-world'),
  line('docker create --name site alpine'),
  line('docker create busybox:nosuchtag'),
  line('docker pull hello-world', 'docker rm -f h', 'docker rmi -f hello-world'),
  line('docker pull hello-world'),
  line('docker pull -q hello-world'),
  line('docker pull -a hello-world'),
  line('docker image pull hello-world:latest'),
  line('docker pull 127.0.0.1:5999/x/y'),
  line('docker pull hello-world:nosuchtag'),
  line('docker start talk'),
  line('docker start site'),
  line('docker start nosuch'),
  line('docker start talk nosuch ended'),
  line('docker start -a talk'),
  line('docker start -a ended'),
  line('docker start -a talk ended'),
  line('docker start -a nosuch'),
  line('docker stop talk'),
  line('docker stop nosuch'),
  line('docker stop -t 0 site', 'docker start site'),
  line('docker stop -t 0 -s HUP site nosuch talk', 'docker start site'),
  line('docker kill talk'),
  line('docker kill site nosuch', 'docker start site'),
  line('docker kill -s FOO site', 'docker start site'),
  line('docker kill -s HUP site', 'docker start site'),
  line('docker pause talk'),
  line('docker pause site', 'docker start site', 'docker unpause site'),
  line('docker pause site', 'docker start site', 'docker pause site'),
  line('docker unpause site', 'docker start site', 'docker pause site'),
  line('docker unpause site', 'docker start site', 'docker unpause site'),
  line('docker restart -t 0 site nosuch talk', 'docker unpause site'),
  line('docker rm site', 'docker start site'),
  line('docker rm nosuch'),
  line('docker rm -f nosuch'),
  line('docker rm -f t nosuch', 'docker rm -f t', 'docker create --name t busybox'),
  line('docker rm -v t nosuch', 'docker rm -f t', 'docker create --name t busybox'),
  line(
    'docker rm t t2',
    'docker rm -f t t2',
    'docker create --name t busybox',
    'docker create --name t2 busybox',
  ),
  line('docker container rm t', 'docker rm -f t', 'docker create --name t busybox'),
  line('docker wait t', 'docker rm -f t', 'docker run -d --name t busybox sh -c "sleep 1; exit 9"'),
  line('docker rename t u', 'docker rm -f t u', 'docker create --name t busybox'),
  line('docker rename site talk'),
  line('docker rename site site'),
  line('docker rename nosuch x'),
  line('docker tag busybox team/other:v2'),
  line('docker tag nosuch x'),
  line('docker image tag team/other:v2 localhost:5000/x'),
  line('docker network create extra', 'docker network rm extra'),
  line('docker network create --internal --label a=b extra', 'docker network rm extra'),
  line('docker network create lan'),
  line('docker network create bridge'),
  line('docker network create -d nosuch other'),
  line('docker network connect --alias x lan site', 'docker network disconnect lan site'),
  line('docker network connect lan site', 'docker network connect lan site'),
  line('docker network connect nosuch site'),
  line('docker network connect lan nosuch'),
  line('docker network disconnect lan site', 'docker network connect lan site'),
  line('docker network disconnect lan talk'),
  line('docker network disconnect -f lan nosuch'),
  line('docker network rm extra nosuch lan', 'docker network create extra'),
  line('docker network rm -f nosuch'),
  line('docker network rm bridge'),
  line('docker volume create extra'),
  line('docker volume create --label a=b -o type=tmpfs -o device=tmpfs extra2', 'docker volume rm extra2'),
  line('docker volume create'),
  line('docker volume create -d nosuch x'),
  line('docker volume rm extra3 nosuch notes', 'docker volume create extra3'),
  line('docker volume rm -f nosuch'),
  line('docker volume remove extra4', 'docker volume create extra4'),
  line('docker rmi nosuch'),
  line('docker rmi -f nosuch'),
  line('docker rmi busybox', 'docker pull busybox'),
  line('docker rmi alpine', 'docker create --name made alpine'),
  line('docker rmi team/box:v1', 'docker tag busybox team/box:v1'),
  line('docker rmi web', 'docker pull web'),
  line('docker rmi web nosuch', 'docker pull web'),
  line('docker image rm -f web', 'docker pull web'),
  line('docker rmi Web'),
];
