// Keep what is unfinished up to date: fetch the page again, and replace what is marked as live.

const SECONDS = 3;

async function refresh() {
  if (document.hidden || !document.querySelector("[data-unfinished]")) return;
  const response = await fetch(window.location.href);
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const shown of document.querySelectorAll("[data-live]")) {
    const news = page.querySelector(`[data-live="${shown.dataset.live}"]`);
    if (news && news.outerHTML !== shown.outerHTML) shown.replaceWith(news);
  }
}

// The server may be away for a moment.
setInterval(() => refresh().catch(() => {}), SECONDS * 1000);
