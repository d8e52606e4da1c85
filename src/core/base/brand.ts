/**
 * Numbers and texts that are easily mixed up get types of their own.
 * A brand exists for the compiler only; at run time the value is the plain number or text.
 */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Milliseconds since 1970 by the clock of the machine on which Cutaway runs. */
export type HostMs = Brand<number, 'HostMs'>;
/** Milliseconds since 1970 by the engine's own clock, which may differ from the host's. */
export type EngineMs = Brand<number, 'EngineMs'>;
/** Order of arrival of an entry in its journal, from 1; total, without holes. */
export type Seq = Brand<number, 'Seq'>;
/** 64 hexadecimal digits. */
export type ContainerId = Brand<string, 'ContainerId'>;
/** The engine's own id of an image, with its `sha256:`. */
export type ImageId = Brand<string, 'ImageId'>;
/** Which engine a fact is about: its endpoint, as text. */
export type EngineKey = Brand<string, 'EngineKey'>;
/** A command that was run through Cutaway, unique within a journal. */
export type CommandId = Brand<string, 'CommandId'>;
/** One HTTP exchange with an engine, unique within a journal. */
export type ExchangeId = Brand<string, 'ExchangeId'>;

export const hostMs = (ms: number): HostMs => ms as HostMs;
export const engineMs = (ms: number): EngineMs => ms as EngineMs;
export const seq = (n: number): Seq => n as Seq;
export const containerId = (text: string): ContainerId => text as ContainerId;
export const imageId = (text: string): ImageId =>
  (text.startsWith('sha256:') || text === '' ? text : `sha256:${text}`) as ImageId;
export const engineKey = (text: string): EngineKey => text as EngineKey;
export const commandId = (text: string): CommandId => text as CommandId;
export const exchangeId = (text: string): ExchangeId => text as ExchangeId;
