"""JupyterLab in a headless Chromium shows a table, a plot, and a training run with a moving progress
line and a growing curve, which the interrupt key stops: lab.py [screenshot.png]. Needs jupyterlab, playwright and chromium."""

import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import nbformat
from playwright.sync_api import sync_playwright

TEACHER = pathlib.Path("datasets/tinyworld/teacher").resolve()
CELLS = [
    "import minitron.*;\nimport minitron.report.*;\nimport minitron.host.*;\nimport minitron.report.plot.*;\nimport minitron.runs.*;\nimport minitron.tensor.*;\n"
    "import tech.tablesaw.api.*;",
    'Table.create("Models", Columns.text("model", "teacher", "width"), Columns.counts("parameters", 2216320, 1101000))',
    'Plots.lines("LM loss", "tokens (M)", "LM loss").line("width", new double[] {0, 1, 2}, new double[] {3, 2.4, 2.2})',
    f'var teacher = Checkpoint.load("{TEACHER}");\n'
    'var corpus = Corpus.tinyWorld("shifted", teacher).length(128).split(0.9);\n'
    "var run = Teacher.train(teacher, corpus, Teacher.options().tokens(5_000_000).length(128));\nrun",
    'run.finished() ? "wrong" : "kept " + run.steps().size() + " steps"',
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
    line = text.filter(has_text="Correction").first
    line.wait_for(timeout=60_000)
    curve = page.locator(f"{OUTPUT} img").nth(1)
    curve.wait_for(timeout=60_000)
    lines, curves = set(), set()
    for _ in range(40):
        lines.add(line.inner_text())
        curves.add(curve.get_attribute("src"))
        time.sleep(0.2)
    page.screenshot(path=picture)
    began = time.time()
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Interrupt Kernel").click()
    text.filter(has_text="stopped on request").first.wait_for(timeout=10_000)
    took = time.time() - began
    table = text.filter(has_text="stopped on request").first.inner_text()
    # The last cell waited behind the one that was interrupted, and so was not run.
    page.locator("#jp-main-statusbar", has_text="| Idle").wait_for(timeout=10_000)
    assert text.filter(has_text="kept ").count() == 0
    page.locator(".jp-CodeCell .jp-InputArea-editor").last.click()
    page.keyboard.press("Control+Enter")
    text.filter(has_text="kept ").first.wait_for(timeout=10_000)
    assert size[0] == 480 and size[2] == 960, size
    assert len(lines) > 5 and len(curves) > 1, (lines, len(curves))
    assert "LM validation loss" in table, table
    assert took < 2, f"the interrupt took {took:.1f} s"
    page.screenshot(path=str(picture).replace(".png", "-stopped.png"))
    print(f"lab: table, plot {size[0]} points wide of {size[2]} pixels; of a training run {len(lines)} different lines", end="")
    print(f" and {len(curves)} curves")
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
                page = browser.new_page(viewport={"width": 1100, "height": 1650})
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
