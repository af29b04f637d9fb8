/* The other company's chat: all it does is say that it is there. */
(() => {
  const greet = () => {
    document.querySelector("[data-chat-line]").textContent = "Chat: hello, what would you like to know?";
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", greet);
  else greet();
})();
