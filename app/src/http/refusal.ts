import type * as z from "zod";

import type { ErrorBody, ErrorCode, FieldProblem } from "../contract/error.ts";

/** A request that isn't served, with what its sender needs to know. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[] | undefined;

  constructor(code: ErrorCode, message: string, fields?: readonly FieldProblem[]) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  /** The answer's body. */
  body(traceId: string): ErrorBody {
    const { code, message, fields } = this;
    const error = { code, message, traceId };
    return { error: fields === undefined ? error : { ...error, fields: [...fields] } };
  }
}

/** Turns what a schema found into a refusal that names each field. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): Refusal {
  const fields = issues.flatMap(fieldProblems);
  const message = fields.map((each) => `${each.field}: ${each.message}`).join("; ");
  return new Refusal("invalid_request", message, fields);
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: [...path, key].join("."),
      message: "is not a field of this request",
    }));
  }
  return [{ field: path.join(".") || "body", message: issue.message }];
}
