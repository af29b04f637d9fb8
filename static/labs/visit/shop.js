/* The shop's own script: it shows how long the sale lasts, and brings the chat on demand. */
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-sale]").textContent = "The sale ends on Sunday.";
  const chat = document.querySelector("button[data-chat]");
  if (!chat) return;
  chat.hidden = false;
  chat.addEventListener("click", ({ target }) => {
    const script = document.createElement("script");
    script.src = target.dataset.chat;
    document.head.append(script);
    target.remove();
  });
});
