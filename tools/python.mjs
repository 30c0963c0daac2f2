// Which Python has a module, and where the module lies.
import { execFileSync } from "node:child_process";
import path from "node:path";

/** The first Python that can find `module`: {python, folder}. */
export function pythonWith(module) {
  const ask = `import importlib.util as u; print(u.find_spec('${module}').origin)`;
  const candidates = [
    process.env.PYTHON,
    ".venv/bin/python",
    ".venv/Scripts/python.exe",
    "python3",
    "python",
  ].filter(Boolean);
  for (const python of candidates) {
    try {
      const found = execFileSync(python, ["-c", ask], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      return { python, folder: path.dirname(found.trim()) };
    } catch {
      // this Python is not there or has no such module: try the next
    }
  }
  console.error(
    `No Python with ${module} found (tried ${candidates.join(", ")}).\n` +
      "Install the requirements, or point PYTHON at the right interpreter.",
  );
  return process.exit(1);
}
