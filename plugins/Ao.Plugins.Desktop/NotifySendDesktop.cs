using System.Globalization;
using Ao.Commands;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Desktop;

/// <summary>Shows notes by <c>notify-send</c> on a desktop that has a notification daemon.</summary>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed class NotifySendDesktop(ICommandRunner commands, DesktopBus bus, IOptions<DesktopOptions> options) : IDesktop
{
    private const string Program = "notify-send";
    private const string Remedy = "Install libnotify's notify-send 0.7.10 or newer (Debian: apt install libnotify-bin), and run the host in the desktop's session or name its bus as BusAddress.";
    private const int MostIds = 1_000;
    private readonly Dictionary<OperationKey, uint> _ids = [];
    private readonly Queue<OperationKey> _order = new();

    public async ValueTask ShowAsync(DesktopNote note, CancellationToken cancellationToken)
    {
        var urgency = note.Priority switch
        {
            NotificationPriority.Info => "low",
            NotificationPriority.Urgent => "critical",
            _ => "normal",
        };
        List<string> arguments = ["--app-name=Ao", $"--urgency={urgency}", $"--hint=string:x-ao-operation:{note.Key.Value}", "--print-id"];
        if (_ids.TryGetValue(note.Key, out var shown))
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--replace-id={shown}"));
        }

        var command = new CommandLine(Program, [.. arguments, "--", note.Title, BodyOf(note.Body)]);
        var output = await DesktopProgram.RunAsync(commands, new CommandRequest { Command = command, Environment = bus.Environment, Timeout = options.Value.Timeout }, Remedy, cancellationToken).ConfigureAwait(false);
        if (uint.TryParse(output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            Keep(note.Key, id);
        }
    }

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectAsync(CancellationToken cancellationToken)
    {
        var request = new CommandRequest { Command = new CommandLine(Program, "--version"), Timeout = options.Value.Timeout };
        var program = await DesktopProgram.InspectAsync(commands, request, static version => Printable.Quote(version.Trim()), Remedy, "apt install libnotify-bin", cancellationToken).ConfigureAwait(false);
        var session = bus.IsKnown
            ? new SelfCheckFinding(SelfCheckLevel.Pass, "The host knows a session bus.")
            : new SelfCheckFinding(SelfCheckLevel.Fail, "The host knows no session bus, so that there is no desktop to show anything on.", "Run the host in the desktop's session, or set BusAddress, such as unix:path=/run/user/1000/bus.");
        return [program, session];
    }

    /// <summary>Writes text so that it is read as text: daemons take markup in the body, and notify-send reads backslashes there.</summary>
    private static string BodyOf(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private void Keep(OperationKey key, uint id)
    {
        if (!_ids.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _ids[key] = id;
        while (_order.Count > MostIds)
        {
            _ids.Remove(_order.Dequeue());
        }
    }
}
