/** What stands on the engine before all lines. */
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

/** Lines that change nothing. */
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
docker exec site echo hi
docker exec site sh -c 'echo out; echo err >&2; exit 7'
docker exec -e A=1 -w /tmp -u 1 site sh -c 'echo $A; pwd; id -u'
docker exec --privileged site true
docker exec -d site true
docker exec -i site cat
docker exec -it site true
docker exec -t site echo hi
docker exec site nosuchcmd
docker exec site /etc/passwd
docker exec nosuch true
docker exec talk true
docker exec cold true
docker exec -e =x site true
docker exec site
docker exec
docker container exec site echo hi
docker attach talk
docker attach cold
docker attach nosuch
docker attach --no-stdin talk
docker attach
docker diff site
docker diff nosuch
docker diff
docker container diff a b
docker top site
docker top site -o pid,args
docker top talk
docker top nosuch
docker top
docker history busybox
docker history --no-trunc busybox
docker history -q web
docker history -H=false web
docker history --format json web
docker history --format '{{.ID}} {{.CreatedBy}} {{.CreatedAt}}' web
docker history --format {{.Foo}} web
docker history nosuch
docker image history a b
docker stats --no-stream --format '{{.Name}} {{.PIDs}} {{.Container}}' site cold
docker stats --no-stream --format '{{.Name}} {{.ID}}'
docker stats --no-stream -a --format '{{.Name}} {{.ID}}'
docker stats --no-stream --format {{.Foo}} site
docker stats --no-stream site nosuch
docker system df
docker system df -v
docker system df --format json
docker system df --format '{{.Type}} {{.Size}}'
docker system df --format {{.Foo}}
docker system df x
docker update site
docker update -m 64m nosuch
docker update -m lots site
docker update --restart bogus site
docker commit nosuch
docker commit nosuch UPPER
docker commit
docker commit -c 'RUN x' site
docker volume prune -af
docker container prune x
docker container prune
docker image prune
docker image prune -a
docker network prune
docker volume prune
docker system prune
docker system prune -a --volumes --filter label=x --filter label=a
docker system prune --volumes --filter until=1h
docker image prune -f --filter bad
docker push UPPER
docker push -a a:b
docker push
docker search
docker search -f bad x
docker search 127.0.0.1:5000/x
docker search --limit 200 127.0.0.1:5000/x
docker events --since x
docker events --format {{.Foo}}
docker events --format {{.Foo
docker events --since 1h --until 0s -f type=image -f event=tag
docker events --since 1h --until 0s -f type=image -f event=tag --format json
docker events --since 1h --until 0s -f type=network -f event=create --format '{{.Type}} {{.Action}} {{.Scope}} {{.Actor.ID}} {{.Actor.Attributes}} {{.Time}} {{.TimeNano}}'
docker system events x
docker save -o /nonexistent/x busybox
docker save -o /tmp busybox
docker save -o /dev/zero busybox
docker save
docker load -i /nonexistent
docker load x
docker export -o /nonexistent/x site
docker export -o /tmp/x nosuch
docker export a b
docker commit a b c
docker port
`
  .trim()
  .split('\n');
