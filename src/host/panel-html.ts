import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The page of the panel: only our own scripts run, pictures come as bytes, nothing is fetched from outside. */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const dist = (name: string) => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`, // the toolkit appends a <style>
    `font-src ${webview.cspSource}`,
    'img-src blob: data:',
    'media-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dataset Augmentation</title>
<link rel="stylesheet" href="${dist('panel.css')}">
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${dist('webview.js')}"></script>
</body>
</html>`;
}
