// Says so when a passkey was not used: allauth's own script only tells the console.

document.addEventListener("allauth.error", () => {
  document.getElementById("passkey-mislukt").hidden = false;
});
