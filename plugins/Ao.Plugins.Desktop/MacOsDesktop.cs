using Ao.Commands;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Desktop;

/// <summary>Shows notes in macOS's notification centre. One cannot be replaced there.</summary>
internal sealed class MacOsDesktop(ICommandRunner commands, IOptions<DesktopOptions> options) : IDesktop
{
    private const string Program = "osascript";
    private const string Remedy = "Run the host in a session that is logged in at the screen, and let Script Editor show notifications (System Settings, Notifications).";

    // The texts are arguments of the script and never a part of it.
    private static readonly string[] s_quiet = ["-e", "on run argv", "-e", "display notification (item 2 of argv) with title \"Ao\" subtitle (item 1 of argv)", "-e", "end run"];
    private static readonly string[] s_loud = ["-e", "on run argv", "-e", "display notification (item 2 of argv) with title \"Ao\" subtitle (item 1 of argv) sound name \"Sosumi\"", "-e", "end run"];

    public async ValueTask ShowAsync(DesktopNote note, CancellationToken cancellationToken)
    {
        var command = new CommandLine(Program, [.. note.Priority == NotificationPriority.Urgent ? s_loud : s_quiet, "--", note.Title, note.Body]);
        var request = new CommandRequest { Command = command, Environment = new Dictionary<string, string?> { [DesktopProgram.OperationVariable] = note.Key.Value }, Timeout = options.Value.Timeout };
        await DesktopProgram.RunAsync(commands, request, Remedy, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectAsync(CancellationToken cancellationToken)
    {
        var request = new CommandRequest { Command = new CommandLine(Program, "-e", "return \"there\""), Timeout = options.Value.Timeout };
        return [await DesktopProgram.InspectAsync(commands, request, static _ => Program, Remedy, Remedy, cancellationToken).ConfigureAwait(false)];
    }
}
