// What is larger than its place scrolls by itself; whoever has no mouse must be able to reach it. Browsers do not all see to that.

/** Parts that scroll become stops of the Tab key, for as long as they do. Returns what ends it. */
export function reachableWhenScrolled(parts: readonly Element[]): () => void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const isScrolled = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (isScrolled) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const part of parts) observer.observe(part);
  return () => observer.disconnect();
}
