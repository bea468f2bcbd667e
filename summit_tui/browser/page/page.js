"use strict";

// textual-serve's script makes the terminal when the window has loaded; this one is run before that.

// Where this page came from is where its app is, also through a forwarded port.
const terminal = document.getElementById("terminal");
terminal.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");

// The terminal measures its font once, so the font has to be there.
const begin = window.onload;
window.onload = async (event) => {
  const faces = ["15px 'Roboto Mono'", "bold 15px 'Roboto Mono'"];
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, "W\uFEDF")));
  begin.call(window, event);
};

// The script drops messages of a kind that it doesn't know, and has no hook for them.
window.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    this.addEventListener("open", () => {
      setTimeout(() => document.querySelector(".xterm-helper-textarea").focus());
    });
    this.addEventListener("message", (message) => {
      if (typeof message.data !== "string") return;
      const [kind, text] = JSON.parse(message.data);
      if (kind === "ended") document.getElementById("said").textContent = text;
    });
    this.addEventListener("close", () => document.getElementById("again").focus());
  }
};

document.getElementById("again").addEventListener("click", () => location.reload());
