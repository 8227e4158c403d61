import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  type ReadText,
  SECRET_VARIABLES,
  resolveSecretFiles,
} from "../../src/config/secret-files.ts";

const KEY = "sk-fake-0123456789abcdef0123456789";

/** A file system of these files only. */
function files(content: Record<string, string>): ReadText {
  return (path) => {
    const text = content[path];
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return text;
  };
}

describe("secrets in files", () => {
  for (const name of SECRET_VARIABLES) {
    test(`${name}_FILE stands for ${name}`, () => {
      const given = { [`${name}_FILE`]: "/run/secrets/it", PORT: "1" };
      const { variables, problems } = resolveSecretFiles(given, files({ "/run/secrets/it": KEY }));
      assert.deepEqual(variables, { ...given, [name]: KEY });
      assert.deepEqual(problems, []);
    });
  }

  for (const [name, content, value] of [
    ["the line break at the end is no part of it", `${KEY}\n`, KEY],
    ["nor one of Windows", `${KEY}\r\n`, KEY],
    ["a second one is: it is a mistake to be told, not to be hidden", `${KEY}\n\n`, `${KEY}\n`],
    ["nor is a space taken away", ` ${KEY} `, ` ${KEY} `],
  ] as const) {
    test(name, () => {
      const { variables } = resolveSecretFiles(
        { OPENAI_API_KEY_FILE: "/k" },
        files({ "/k": content }),
      );
      assert.equal(variables["OPENAI_API_KEY"], value);
    });
  }

  test("no file, nothing read; a variable set to nothing is not set", () => {
    const given = { OPENAI_API_KEY: KEY, OPENAI_API_KEY_FILE: "", DATABASE_URL_FILE: "" };
    assert.deepEqual(resolveSecretFiles(given, files({})), { variables: given, problems: [] });
    const empty = { OPENAI_API_KEY: "", OPENAI_API_KEY_FILE: "/k" };
    assert.equal(resolveSecretFiles(empty, files({ "/k": KEY })).variables["OPENAI_API_KEY"], KEY);
  });

  test("both, unreadable, empty: one problem each, and never the content", () => {
    const given = {
      OPENAI_API_KEY: KEY,
      OPENAI_API_KEY_FILE: "/key",
      DATABASE_URL_FILE: "/gone",
      CACHE_URL_FILE: "/empty",
    };
    const { variables, problems } = resolveSecretFiles(
      given,
      files({ "/key": "sk-fake-another", "/empty": "\n" }),
    );
    assert.deepEqual(variables, given);
    assert.deepEqual(problems, [
      {
        variable: "OPENAI_API_KEY",
        problem: "is set, and so is OPENAI_API_KEY_FILE",
        fix: "keep one of the two",
      },
      {
        variable: "DATABASE_URL",
        problem:
          "can't be read from DATABASE_URL_FILE (ENOENT: no such file or directory, open '/gone')",
        fix: "correct DATABASE_URL_FILE, or let the service's user read the file",
      },
      {
        variable: "CACHE_URL",
        problem: "is empty: CACHE_URL_FILE names an empty file",
        fix: "write the value into /empty",
      },
    ]);
  });
});
