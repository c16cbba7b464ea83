// Loads this page again when the book was built anew, or says why it was not.
(async () => {
    "use strict";
    const box = document.createElement("pre");
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1em;max-height:50vh;overflow:auto;"
        + "z-index:999;background:#7a1f1f;color:#fff;white-space:pre-wrap";
    let seen;
    for (;;) {
        try {
            const news = await (await fetch(`/live?${seen ?? ""}`)).json();
            if (news.problem) {
                box.textContent = news.problem;
                document.body.append(box);
            } else if (seen !== undefined && news.build !== seen) {
                location.reload();
            } else {
                box.remove();
            }
            seen = news.build;
        } catch {
            await new Promise((done) => setTimeout(done, 1000));
        }
    }
})();
