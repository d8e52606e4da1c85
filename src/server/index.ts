export { AddressInUse, startWebHost, type WebHost } from './web-host';
