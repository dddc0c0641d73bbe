"""One file per publisher; each defines ``SOURCE``. Found by walking this folder."""
