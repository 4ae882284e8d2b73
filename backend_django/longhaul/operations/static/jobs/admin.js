// While the page shows unfinished jobs, fetch it again and replace its elements with `data-live`.

const SECONDS = 3;

async function refresh() {
  if (document.hidden || !document.querySelector("[data-unfinished]")) return;
  const response = await fetch(window.location.href);
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const shown of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${shown.dataset.live}"]`);
    if (fresh && fresh.outerHTML !== shown.outerHTML) shown.replaceWith(fresh);
  }
}

// A failed request is retried in the next round.
setInterval(() => refresh().catch(() => {}), SECONDS * 1000);
