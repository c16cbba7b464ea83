// The box on pages of registers and `draftvisor decode` say the same of a value.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const { address, close, exists, nodes, read, revisions } = require("./browser.js");

const draftvisor = process.env.DRAFTVISOR ?? `${__dirname}/../../target/release/draftvisor`;
const [REGISTERS, VALUES] = [20, 10];

/** A generator that gives the same numbers for the same seed (splitmix64). */
function random(seed) {
    let state = BigInt(seed);
    const wrap = (n) => BigInt.asUintN(64, n);
    return () => {
        state = wrap(state + 0x9e3779b97f4a7c15n);
        let z = state;
        z = wrap((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
        z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
        return z ^ (z >> 31n);
    };
}

/** Registers at some revision and XLEN, with values that fit. */
function cases(next) {
    const pick = (list) => list[Number(next() % BigInt(list.length))];
    const csrs = nodes.nodes.filter((n) => n.kind === "csr");
    const found = [];
    while (found.length < REGISTERS) {
        const csr = pick(csrs);
        const life = pick(csr.lives);
        const revision = revisions[pick([life.in[0], life.in[1]])];
        const xlen = pick(life.xlen);
        const page = `${revision}/book/${life.page}.html`;
        if (exists(page)) {
            const bits = BigInt(xlen);
            // Sparse, dense and small ones: causes and modes are small.
            const shapes = [() => next() & next(), next, () => next() % 32n, () => (1n << (bits - 1n)) | (next() % 32n)];
            found.push({ csr: csr.name, revision, xlen, page, values: Array.from({ length: VALUES }, () => BigInt.asUintN(xlen, pick(shapes)())) });
        }
    }
    return found;
}

/** What the command says, as the cells of the table. */
function said(decoded) {
    const number = (n) => (n < 10 ? `${n}` : `0x${n.toString(16)}`);
    return {
        rows: decoded.fields.map((f) => {
            const [hi, lo] = f.bits;
            const value = BigInt(f.value);
            return [hi === lo ? `${hi}` : `${hi}–${lo}`, f.name, number(value), f.meaning ?? (value === 0n ? "" : f.doc)];
        }),
        stray: [...decoded.bits_without_field].reverse(),
    };
}

/** JSON with numbers that are larger than those of JavaScript. */
const parsed = (text) => JSON.parse(text.replace(/: (\d{16,})/g, ': "$1"'));

test(`${REGISTERS * VALUES} random values`, () => {
    const seed = process.env.SEED ?? "20261128";
    console.log(`seed ${seed}; another by SEED=…`);
    return read({}, async (page) => {
        for (const { csr, revision, xlen, page: path, values } of cases(random(seed))) {
            const args = ["decode", csr, ...values.map(String), "--rev", revision, "--xlen", String(xlen), "--json"];
            const expected = parsed(execFileSync(draftvisor, args, { encoding: "utf8" }));
            await page.goto(address(path));
            await page.locator(`#xlen button[value="${xlen}"]`).click();
            if (await page.locator(".decode .ask select").count()) {
                await page.locator(".decode .ask select").selectOption(csr);
            }
            for (const [i, value] of values.entries()) {
                await page.locator(".decode .ask input").fill(`0x${value.toString(16)}`);
                const shown = await page.evaluate(() => ({
                    rows: [...document.querySelectorAll(".decoded tbody tr")].map((tr) => [...tr.cells].map((td) => td.textContent)),
                    stray: (document.querySelector(".decoded .stray")?.textContent.match(/\d[\d, ]*(?=:)/)?.[0] ?? "").split(", ").filter(Boolean).map(Number),
                }));
                assert.deepStrictEqual(shown, said(expected[i]), `${csr} = 0x${value.toString(16)} in ${revision}, RV${xlen}`);
            }
        }
    });
});

test("what is no value says so", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hstatus.html"));
    const input = page.locator(".decode .ask input");
    const output = page.locator(".decoded");
    await input.fill("12zz");
    assert.match(await output.textContent(), /no number/);
    await input.fill("0x1ffffffffffffffff");
    assert.match(await output.textContent(), /does not fit hstatus: it has 64 bits/);
    await page.locator("#xlen button[value='32']").click();
    await input.fill("0x1ffffffff");
    assert.match(await output.textContent(), /32 bits/);
    await input.fill("");
    assert.strictEqual((await output.textContent()).trim(), "");
}));

after(close);
