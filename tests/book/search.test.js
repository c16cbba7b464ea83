// Ten kinds of query, and where Enter leads.
"use strict";

const { test, after } = require("node:test");
const assert = require("node:assert");
const { address, close, read } = require("./browser.js");

/** What the query is, the page it is asked on, the query, where it leads. */
const queries = [
    ["name", "1.0/book/index.html", "hgatp", "1.0/book/csr/hgatp.html"],
    ["name of a field", "1.0/book/csr/hip.html", "hstatus.VTW", "1.0/book/csr/hstatus.html#f-VTW"],
    ["field alone", "1.0/book/index.html", "spvp", "1.0/book/csr/hstatus.html#f-SPVP"],
    ["alias", "1.0/book/index.html", "vsip.SSIP", "1.0/book/csr/vsip.html#f-SSIP"],
    ["address", "1.0/book/traps.html", "0x600", "1.0/book/csr/hstatus.html"],
    ["address without 0x", "0.5/book/index.html", "644", "0.5/book/csr/hip.html"],
    ["bit", "1.0/book/index.html", "hstatus[7]", "1.0/book/csr/hstatus.html#f-SPV"],
    ["bits of an address", "1.0/book/index.html", "0x600[17:12]", "1.0/book/csr/hstatus.html#f-VGEIN"],
    ["cause", "1.0/book/index.html", "cause 22", "1.0/book/traps.html#e-virtual_instruction"],
    ["number of a cause", "0.6/book/index.html", "21", "0.6/book/traps.html#e-load_guest_page_fault"],
    ["cause as mcause has it", "1.0/book/index.html", "0x8000000000000006", "1.0/book/traps.html#n-VSTI"],
    ["instruction word", "1.0/book/index.html", "0x62000073", "1.0/book/instructions.html#i-hfence.gvma"],
    ["instruction word with registers", "0.6.1/book/index.html", "62b50073", "0.6.1/book/instructions.html#i-hfence.gvma"],
    ["name of an instruction", "1.0/book/index.html", "hlvx.wu", "1.0/book/instructions.html#i-hlvx.wu"],
    ["words of a text", "1.0/book/index.html", "guest external interrupt running", "1.0/book/csr/hstatus.html#f-VGEIN"],
    ["what is not there yet", "0.4/book/index.html", "hvip", "0.4/book/csr/vsip.html#f-SEIP"],
];

for (const [kind, from, query, to] of queries) {
    test(`${kind}: ${query}`, () => read({}, async (page) => {
        await page.goto(address(from));
        await page.keyboard.press("/");
        await page.keyboard.type(query);
        await page.locator("#mdbook-searchresults li.node").first().waitFor();
        await page.keyboard.press("Enter");
        await page.waitForURL(address(to), { timeout: 5000 }).catch(() => {});
        assert.strictEqual(page.url(), address(to));
        const anchor = to.split("#")[1];
        if (anchor) {
            assert.ok(await page.locator(`[id="${anchor}"]`).isVisible(), `nothing at ${anchor}`);
        }
    }));
}

test("prose is found below", () => read({}, async (page) => {
    await page.goto(address("1.0/book/index.html"));
    await page.keyboard.press("/");
    await page.keyboard.type("tutorial clone guest");
    const link = page.locator("#mdbook-searchresults li:not(.node) a").first();
    await link.waitFor();
    assert.match(await link.getAttribute("href"), /first-guest\.html/);
}));

test("arrows walk the results and Escape leaves", () => read({}, async (page) => {
    await page.goto(address("1.0/book/index.html"));
    await page.keyboard.press("/");
    await page.keyboard.type("hedeleg");
    await page.locator("#mdbook-searchresults li.node").nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator("#mdbook-searchresults li").nth(1).getAttribute("class"), /focus/);
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#mdbook-search-wrapper").isHidden());
}));

after(close);
