using System.Security.Cryptography;
using System.Text;
using Ao.Commands;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Desktop;

/// <summary>Shows notes as Windows toasts. Windows PowerShell, which every Windows has, reaches the system's own interface for them.</summary>
internal sealed class WindowsDesktop(ICommandRunner commands, IOptions<DesktopOptions> options) : IDesktop
{
    private const string Program = "powershell.exe";
    private const string Remedy = "Run the host in a session that is logged in at the screen, with Windows PowerShell 5.1 in the PATH.";

    // The texts come by the environment and become text nodes: they are never a part of the script or of the toast's XML.
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        $manager = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
        $null = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications, ContentType = WindowsRuntime]
        $xml = $manager::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02)
        $texts = $xml.GetElementsByTagName('text')
        $null = $texts.Item(0).AppendChild($xml.CreateTextNode($env:AO_TITLE))
        $null = $texts.Item(1).AppendChild($xml.CreateTextNode($env:AO_BODY))
        if ($env:AO_SCENARIO) { $xml.DocumentElement.SetAttribute('scenario', $env:AO_SCENARIO) }
        $toast = New-Object Windows.UI.Notifications.ToastNotification $xml
        $toast.Tag = $env:AO_TAG
        $toast.Group = 'ao'
        $manager::CreateToastNotifier('{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\WindowsPowerShell\v1.0\powershell.exe').Show($toast)
        """;

    public async ValueTask ShowAsync(DesktopNote note, CancellationToken cancellationToken)
    {
        var request = RequestFor(Script) with
        {
            Environment = new Dictionary<string, string?>
            {
                ["AO_TITLE"] = note.Title,
                ["AO_BODY"] = note.Body,
                ["AO_TAG"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(note.Key.Value)).AsSpan(0, 8)),
                [DesktopProgram.OperationVariable] = note.Key.Value,
                ["AO_SCENARIO"] = note.Priority == NotificationPriority.Urgent ? "reminder" : null,
            },
        };
        await DesktopProgram.RunAsync(commands, request, Remedy, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectAsync(CancellationToken cancellationToken) =>
        [await DesktopProgram.InspectAsync(commands, RequestFor("exit 0"), static _ => "Windows PowerShell", Remedy, Remedy, cancellationToken).ConfigureAwait(false)];

    private CommandRequest RequestFor(string script) => new() { Command = new CommandLine(Program, "-NoProfile", "-NonInteractive", "-Command", script), Timeout = options.Value.Timeout };
}
