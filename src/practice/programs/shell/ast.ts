/** Names for the parts of just-bash's syntax tree, most of which it exports only inside of others. */
import type { CommandNode, SimpleCommandNode, StatementNode, WordNode } from 'just-bash';

export type {
  CommandNode,
  PipelineNode,
  ScriptNode,
  SimpleCommandNode,
  StatementNode,
  WordNode,
} from 'just-bash';

export type Command<T extends CommandNode['type']> = Extract<CommandNode, { type: T }>;
export type Part = WordNode['parts'][number];
export type PartOf<T extends Part['type']> = Extract<Part, { type: T }>;
export type Operation = NonNullable<PartOf<'ParameterExpansion'>['operation']>;
export type Arithmetic = PartOf<'ArithmeticExpansion'>['expression'];
export type ArithExpr = Arithmetic['expression'];
export type Redirection = SimpleCommandNode['redirections'][number];
export type Assignment = SimpleCommandNode['assignments'][number];
export type Condition = Command<'ConditionalCommand'>['expression'];
export type Compound = Exclude<CommandNode, SimpleCommandNode | Command<'FunctionDef'>>;
export type Statements = readonly StatementNode[];
