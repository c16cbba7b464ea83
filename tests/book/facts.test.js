// What pages print equals what `draftvisor export` prints.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const { address, close, exists, read, revisions } = require("./browser.js");

const draftvisor = process.env.DRAFTVISOR ?? `${__dirname}/../../target/release/draftvisor`;
const exported = (xlen) => JSON.parse(execFileSync(draftvisor, ["export", "--xlen", String(xlen)], { encoding: "utf8", maxBuffer: 1 << 28 }));
/** Registers of which the first eight that a revision has are looked at; with the two other pages, ten. */
const CSRS = ["hstatus", "hgatp", "hip", "sstatus", "vsstatus", "vsip", "mstatus", "mip", "vsie", "vsatp"];

const byXlen = { 64: exported(64), 32: exported(32) };

async function register(page, revision, name, index) {
    await page.goto(address(`${revision}/book/csr/${name}.html`));
    const shown = await page.evaluate(() => ({
        text: document.querySelector("main").textContent,
        rows: [...document.querySelectorAll("tr[id^='f-']")].map((tr) => ({ name: tr.id.slice(2), 64: tr.getAttribute("data-bits-64"), 32: tr.getAttribute("data-bits-32"), cells: tr.textContent })),
        numbers: Object.fromEntries(["64", "32"].map((x) => [x, [...document.querySelectorAll(`[data-xlen="${x}"] .bits text.n, .bits[data-xlen="${x}"] text.n`)].map((t) => t.textContent)])),
    }));
    for (const xlen of [64, 32]) {
        const csr = byXlen[xlen][index].csrs[name];
        assert.ok(shown.text.includes(csr.addr), `${revision} ${name}: ${csr.addr}`);
        const rows = shown.rows.filter((row) => row[xlen]).map((row) => [row.name, row[xlen].split(":").map(Number)]);
        const half = (upper) => Object.fromEntries(rows.filter(([, [high]]) => high >= xlen === upper));
        assert.deepStrictEqual(half(false), csr.fields, `${revision} ${name}, RV${xlen}`);
        // On RV32 a page tells of the whole register; the upper half is a register of its own for programs.
        const upper = byXlen[xlen][index].csrs[`${name}h`];
        if (upper) {
            const moved = Object.entries(upper.fields).map(([field, bits]) => [field, bits.map((bit) => bit + xlen)]);
            assert.deepStrictEqual(half(true), Object.fromEntries(moved), `${revision} ${name}h`);
        }
        for (const [field, places] of Object.entries(csr.fields)) {
            for (const place of places) {
                assert.ok(shown.numbers[xlen].includes(String(place)), `${revision} ${name}: the figure for RV${xlen} lacks ${place} of ${field}`);
            }
        }
    }
}

async function instructions(page, revision, index) {
    await page.goto(address(`${revision}/book/instructions.html`));
    const shown = await page.evaluate(() => [...document.querySelectorAll("[id^='i-']")].map((e) => e.id.slice(2)));
    const text = await page.locator("main").textContent();
    assert.ok(shown.length > 5, `${revision} has few instructions`);
    for (const name of shown) {
        const insn = byXlen[64][index].instructions[name] ?? byXlen[32][index].instructions[name];
        assert.ok(insn, `${revision}: ${name} is not exported`);
        assert.ok(text.includes(insn.mask) && text.includes(insn.match), `${revision} ${name}: ${insn.mask}, ${insn.match}`);
    }
}

async function traps(page, revision, index) {
    await page.goto(address(`${revision}/book/traps.html`));
    const shown = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[id^='e-']")].map((e) => {
        const row = e.closest("tr");
        return [row.textContent.match(/\d+/)[0], e.id.slice(2)];
    })));
    assert.deepStrictEqual(shown, byXlen[64][index].exceptions, revision);
}

for (const [index, revision] of revisions.entries()) {
    test(`${revision} equals export`, () => read({}, async (page) => {
        let looked = 2;
        for (const name of CSRS.filter((csr) => exists(`${revision}/book/csr/${csr}.html`)).slice(0, 8)) {
            await register(page, revision, name, index);
            looked += 1;
        }
        await instructions(page, revision, index);
        await traps(page, revision, index);
        assert.strictEqual(looked, 10, "ten pages");
    }));
}

after(close);
