// Switches of revision and XLEN keep the place; what is not there says so.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const { address, close, nodes, read, revisions } = require("./browser.js");

const choose = async (page, revision) => {
    await page.locator("#revision").selectOption(revision);
    await page.waitForURL((url) => url.href.includes(`/${revision}/`) || url.href.includes("/history/"));
    await page.waitForLoadState();
};

test("a register stays, and so does its field", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hstatus.html#f-VTSR"));
    await choose(page, "0.5");
    assert.strictEqual(page.url(), address("0.5/book/csr/hstatus.html#f-VTSR"));
    assert.strictEqual(await page.locator("#revision").inputValue(), "0.5");
}));

test("an instruction stays", () => read({}, async (page) => {
    await page.goto(address("1.0/book/instructions.html#i-hfence.gvma"));
    await choose(page, "0.4");
    assert.strictEqual(page.url(), address("0.4/book/instructions.html#i-hfence.gvma"));
}));

test("a field that is not there names where it is", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hstatus.html#f-VTW"));
    await choose(page, "0.5");
    const note = page.locator(".absent-here");
    await note.waitFor();
    const text = await note.textContent();
    assert.match(text, /hstatus\.VTW is not in 0\.5/);
    assert.match(text, /0\.6\.1 to 1\.0/);
    await note.locator("a", { hasText: "0.6.1 to 1.0" }).click();
    assert.strictEqual(page.url(), address("0.6.1/book/csr/hstatus.html#f-VTW"));
}));

test("an instruction that is not there names where it is", () => read({}, async (page) => {
    await page.goto(address("1.0/book/instructions.html#i-hlv.w"));
    await choose(page, "0.5");
    await page.locator(".absent-here").waitFor();
    assert.match(await page.locator(".absent-here").textContent(), /hlv\.w is not in 0\.5.*0\.6 to 1\.0/);
}));

test("a page that is not there leads to its history, at that revision", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hvip.html"));
    await choose(page, "0.4");
    assert.match(page.url(), /book\/history\/hvip\.html#in-0\.4$/);
    assert.match(await page.locator("main").textContent(), /hip|vsip/);
}));

test("all revisions are offered on every page of a revision", () => read({}, async (page) => {
    for (const key of ["index", "csr/index", "csr/hgatp", "instructions", "traps", "translation"]) {
        await page.goto(address(`${revisions[0]}/book/${key}.html`));
        const offered = await page.locator("#revision option").evaluateAll((all) => all.map((o) => o.value));
        assert.deepStrictEqual(offered, revisions, key);
    }
}));

test("the XLEN is remembered from page to page", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hstatus.html"));
    const figure = (xlen) => page.locator(`main figure[data-xlen="${xlen}"], main [data-xlen="${xlen}"] figure`).first();
    assert.ok(await figure(64).isVisible());
    assert.ok(await figure(32).isHidden());
    await page.locator("#xlen button", { hasText: "RV32" }).click();
    assert.ok(await figure(64).isHidden());
    assert.ok(await figure(32).isVisible());
    await page.goto(address("0.6/book/csr/hgatp.html"));
    assert.ok(await figure(32).isVisible());
    assert.ok(await figure(64).isHidden());
}));

test("every field has a permalink", () => read({}, async (page) => {
    await page.goto(address("1.0/book/csr/hstatus.html"));
    const rows = page.locator("tr[id^='f-']");
    const fields = nodes.nodes.filter((n) => n.kind === "field" && n.name.startsWith("hstatus.") && n.lives.at(-1).in[1] === revisions.length - 1);
    assert.strictEqual(await rows.count(), fields.length);
    for (const row of await rows.all()) {
        const link = row.locator("a.self");
        assert.strictEqual(await link.getAttribute("href"), `#${await row.getAttribute("id")}`);
        await row.hover();
        assert.notStrictEqual(await link.evaluate((a) => getComputedStyle(a, "::after").opacity), "0");
    }
}));

test("constants are there for three languages, and can be copied", () => read({}, async (page, context) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(address("1.0/book/csr/hstatus.html"));
    for (const [button, language] of [["C", "c"], ["Assembly", "asm"], ["Rust", "rust"]]) {
        await page.locator(".constants .tabs button", { hasText: new RegExp(`^${button}$`) }).click();
        const shown = page.locator(".constants pre:visible");
        assert.strictEqual(await shown.count(), 1);
        assert.ok(await shown.locator(`code.language-${language}`).count());
        await shown.hover();
        await shown.locator(".clip-button").click();
        const text = await page.evaluate(() => navigator.clipboard.readText());
        assert.strictEqual(text.trim(), (await shown.locator("code").textContent()).trim());
        assert.match(text, /600/);
    }
}));

test("any two revisions can be compared", () => read({}, async (page) => {
    await page.goto(address("book/compare.html#0.5..0.6"));
    const output = page.locator("#compare");
    await output.locator("tr").first().waitFor();
    assert.match(await output.textContent(), /hlv\.w/);
    await output.locator("select").first().selectOption({ label: (await output.locator("select").first().locator("option").first().textContent()) });
    assert.match(page.url(), new RegExp(`#${revisions[0]}\\.\\.0\\.6$`));
    await output.locator("select").last().selectOption({ index: 0 });
    assert.match(await output.textContent(), /Nothing differs/);
}));

after(close);
