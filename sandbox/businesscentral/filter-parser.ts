import type { EntityDefinition, PropertyDefinition } from './data/notation.js';
import { badRequest, BusinessCentralError } from './errors.js';
import { tokenize, type Token } from './filter-tokens.js';

export const comparators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparator = (typeof comparators)[number];
const textTests = ['startswith', 'endswith', 'contains'] as const;
export type TextTest = (typeof textTests)[number];
const textChanges = ['tolower', 'toupper', 'substring'] as const;
export type TextChange = (typeof textChanges)[number];

/** A property, possibly changed by a text function. */
export interface Operand {
  property: PropertyDefinition;
  change?: { name: TextChange; numbers: number[] };
}

export type Expression =
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'not'; inner: Expression }
  | { kind: 'compare'; comparator: Comparator; operand: Operand; literal: Token }
  | { kind: 'test'; test: TextTest; operand: Operand; literal: Token };

/**
 * Parses a `$filter` over an entity (functions of reference 7).
 * @throws 400 for bad syntax and unknown properties; the refusal of `or` over different properties
 */
export function parseFilter(filter: string, entity: EntityDefinition, allowIn = false): Expression {
  const parser = new FilterParser(tokenize(filter), entity, allowIn, filter);
  return parser.parseAll();
}

class FilterParser {
  private at = 0;

  constructor(
    private readonly tokens: Token[],
    private readonly entity: EntityDefinition,
    private readonly allowIn: boolean,
    private readonly text: string,
  ) {}

  parseAll(): Expression {
    const expression = this.parseOr();
    if (this.at < this.tokens.length) throw this.syntaxError();
    return expression;
  }

  private parseOr(): Expression {
    let left = this.parseAnd();
    while (this.takeWord('or')) {
      const right = this.parseAnd();
      refuseDistinctFields(left, right);
      left = { kind: 'or', left, right };
    }
    return left;
  }

  private parseAnd(): Expression {
    let left = this.parseUnary();
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.parseUnary() };
    return left;
  }

  private parseUnary(): Expression {
    if (this.takeWord('not')) return { kind: 'not', inner: this.parseUnary() };
    if (this.takeSign('(')) {
      const inner = this.parseOr();
      this.expectSign(')');
      return inner;
    }
    const test = textTests.find((name) => this.peek()?.value === name);
    return test ? this.parseTest(test) : this.parseComparison();
  }

  private parseTest(test: TextTest): Expression {
    this.at += 1;
    this.expectSign('(');
    const operand = this.parseOperand();
    this.expectSign(',');
    const literal = this.takeLiteral();
    this.expectSign(')');
    // `contains(…) eq true` is the long form of the same.
    if (this.takeWord('eq') && !this.takeWord('true')) throw this.syntaxError();
    return { kind: 'test', test, operand, literal };
  }

  private parseComparison(): Expression {
    const operand = this.parseOperand();
    if (this.allowIn && this.takeWord('in')) return this.parseIn(operand);
    const comparator = comparators.find((name) => this.takeWord(name));
    if (!comparator) throw this.syntaxError();
    return { kind: 'compare', comparator, operand, literal: this.takeLiteral() };
  }

  private parseIn(operand: Operand): Expression {
    this.expectSign('(');
    let expression: Expression = { kind: 'compare', comparator: 'eq', operand, literal: this.takeLiteral() };
    while (this.takeSign(',')) {
      expression = {
        kind: 'or',
        left: expression,
        right: { kind: 'compare', comparator: 'eq', operand, literal: this.takeLiteral() },
      };
    }
    this.expectSign(')');
    return expression;
  }

  private parseOperand(): Operand {
    const change = textChanges.find((name) => this.peek()?.value === name);
    if (!change) return { property: this.takeProperty() };
    this.at += 1;
    this.expectSign('(');
    const property = this.takeProperty();
    const numbers: number[] = [];
    while (this.takeSign(',')) numbers.push(Number(this.takeLiteral().value));
    this.expectSign(')');
    return { property, change: { name: change, numbers } };
  }

  private takeProperty(): PropertyDefinition {
    const token = this.tokens[this.at++];
    if (token?.kind !== 'word') throw this.syntaxError();
    return propertyNamed(this.entity, token.value);
  }

  private takeLiteral(): Token {
    const token = this.tokens[this.at++];
    if (!token || token.kind === 'sign') throw this.syntaxError();
    return token;
  }

  private takeWord(word: string): boolean {
    const found = this.peek()?.kind === 'word' && this.peek()!.value === word;
    if (found) this.at += 1;
    return found;
  }

  private takeSign(sign: string): boolean {
    const found = this.peek()?.kind === 'sign' && this.peek()!.value === sign;
    if (found) this.at += 1;
    return found;
  }

  private expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.syntaxError();
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private syntaxError(): BusinessCentralError {
    return badRequest(`Syntax error at position ${this.at} in '${this.text}'.`);
  }
}

/** The property of that name. Throws the recorded 400 when the entity has none. */
export function propertyNamed(entity: EntityDefinition, name: string): PropertyDefinition {
  const property = entity.byName.get(name);
  if (!property) throw badRequest(`Could not find a property named '${name}' on type 'Microsoft.NAV.${entity.entityName}'.`);
  return property;
}

function refuseDistinctFields(left: Expression, right: Expression): void {
  const names = new Set([...propertiesOf(left), ...propertiesOf(right)]);
  if (names.size < 2) return;
  const message = "The 'OR' operator is not supported on distinct fields on an OData filter.";
  throw new BusinessCentralError(400, 'Application_FilterErrorException', message);
}

function propertiesOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...propertiesOf(expression.left), ...propertiesOf(expression.right)];
    case 'not':
      return propertiesOf(expression.inner);
    default:
      return [expression.operand.property.name];
  }
}
