// A headless browser over the built book, and what every page must keep to:
// no error in the console, and nothing fetched from elsewhere.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

/** The folder of the book. */
const book = process.env.BOOK ?? path.join(__dirname, "../../target/book");
const exists = (page) => fs.existsSync(path.join(book, page.split("#")[0]));
/** The data of all revisions, as the scripts of the pages have it. */
const nodes = JSON.parse(fs.readFileSync(path.join(book, "book/nodes.js"), "utf8").replace(/^window\.nodes = /, "").replace(/;\s*$/, ""));
const revisions = nodes.revisions.map((r) => r.id);

/** Not pages to read: the contents for browsers without scripts, and what a server shows in place of nothing. */
const apart = ["toc.html", "404.html"];

/** All pages, as paths in the book. */
function pages(folder = "") {
    return fs.readdirSync(path.join(book, folder), { withFileTypes: true }).flatMap((entry) => {
        const name = path.posix.join(folder, entry.name);
        return entry.isDirectory() ? pages(name) : name.endsWith(".html") && !apart.includes(name) ? [name] : [];
    });
}

const address = (page) => {
    const [file, hash] = page.split("#");
    return pathToFileURL(path.join(book, file)).href + (hash ? `#${hash}` : "");
};

/** What a browser did that it must not have done. */
class Complaints {
    constructor() {
        this.list = [];
    }

    watch(context) {
        context.on("console", (message) => {
            if (message.type() === "error" || message.type() === "warning") {
                this.list.push(`${message.page()?.url()}: ${message.text()}`);
            }
        });
        context.on("weberror", (error) => this.list.push(`${error.page()?.url()}: ${error.error().stack}`));
        context.on("request", (request) => {
            const url = new URL(request.url());
            if (!["file:", "data:"].includes(url.protocol) && url.hostname !== "127.0.0.1") {
                this.list.push(`${request.frame().url()} asks for ${url}`);
            }
        });
    }
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];

let browser;
async function launch() {
    const executablePath = process.env.CHROMIUM ?? execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
    browser ??= await chromium.launch({ executablePath, args: flags });
    return browser;
}

/** Runs `work` with a fresh reader's page, and fails if the browser complained, but for what `expected` says. */
async function read({ expected, ...options }, work) {
    const context = await (await launch()).newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const complaints = new Complaints();
    complaints.watch(context);
    try {
        const page = await context.newPage();
        await work(page, context);
    } finally {
        await context.close();
    }
    const left = complaints.list.filter((complaint) => !expected?.test(complaint));
    if (left.length > 0) {
        throw new Error(left.join("\n"));
    }
}

async function close() {
    await browser?.close();
    browser = undefined;
}

module.exports = { address, book, close, exists, launch, nodes, pages, read, revisions };
