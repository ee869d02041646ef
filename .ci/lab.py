"""JupyterLab in a headless Chromium shows a table, a plot and a moving progress line, and stops a
long call: lab.py [screenshot.png]. Needs jupyterlab, playwright and chromium."""

import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import nbformat
from playwright.sync_api import sync_playwright

CELLS = [
    "import minitron.*;\nimport minitron.report.*;\nimport minitron.kernel.*;\nimport minitron.tensor.*;\n"
    "import tech.tablesaw.api.*;",
    'Table.create("Models", Columns.text("model", "teacher", "width"), Columns.counts("parameters", 2216320, 1101000))',
    'Plots.lines("LM loss", "tokens (M)", "LM loss").line("width", new double[] {0, 1, 2}, new double[] {3, 2.4, 2.2})',
    'int done = 0;\ntry (var line = LiveLine.atOnce("Distillation", "tokens")) {\n'
    "  while (done < 10_000 && !Stop.wanted()) {\n    Thread.sleep(20);\n"
    '    line.at(++done * 100L, 1_000_000, "loss 2.2");\n  }\n}',
    'done > 0 && done < 10_000 ? "kept " + done + " steps" : "wrong"',
]
OUTPUT = ".jp-OutputArea-output"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def notebook(folder):
    book = nbformat.v4.new_notebook()
    book.metadata.kernelspec = {"name": "minitron", "display_name": "Java (Minitron)", "language": "java"}
    book.cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(book, folder / "look.ipynb")


def wait_for(url, seconds=60):
    for _ in range(seconds * 4):
        try:
            return urllib.request.urlopen(url)
        except OSError:
            time.sleep(0.25)
    raise SystemExit("lab: JupyterLab does not answer")


def look(page, picture):
    text = page.locator(OUTPUT)
    page.locator("#jp-main-statusbar", has_text="| Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(f"{OUTPUT} table td", has_text="2.2 M").wait_for(timeout=60_000)
    image = page.locator(f"{OUTPUT} img").first
    image.wait_for(timeout=30_000)
    size = image.evaluate("i => [i.width, i.height, i.naturalWidth]")
    line = text.filter(has_text="Distillation").first
    line.wait_for(timeout=30_000)
    seen = set()
    for _ in range(20):
        seen.add(line.inner_text())
        time.sleep(0.2)
    page.screenshot(path=picture)
    began = time.time()
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Interrupt Kernel").click()
    text.filter(has_text="kept ").first.wait_for(timeout=10_000)
    took = time.time() - began
    assert size[0] == 480 and size[2] == 960, size
    assert len(seen) > 5, seen
    print(f"lab: table, plot {size[0]} points wide of {size[2]} pixels, {len(seen)} different progress lines,")
    print(f"lab: interrupted after {took:.1f} s: {text.filter(has_text='kept ').first.inner_text()}; {line.inner_text()}")


def main():
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        notebook(pathlib.Path(folder))
        lab = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
             "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1100, "height": 1150})
                page.goto(f"http://127.0.0.1:{port}/lab/tree/look.ipynb", timeout=60_000)
                page.locator(".jp-Notebook").wait_for(timeout=60_000)
                picture = sys.argv[1] if len(sys.argv) > 1 else f"{folder}/lab.png"
                try:
                    look(page, picture)
                except Exception:
                    page.screenshot(path=picture)
                    raise
                browser.close()
        finally:
            lab.terminate()
            lab.wait()


main()
