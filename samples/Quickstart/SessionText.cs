using System.Globalization;
using Ao;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Says in a few words how a session is.</summary>
internal static class SessionText
{
    private static readonly string[] s_signs = ["FAIL", "error", "Error"];

    public static string Status(Session session) => session.Status switch
    {
        SessionStatus.WaitingForInput => "asks you",
        _ => session.Status.ToString().ToLowerInvariant(),
    };

    /// <summary>Says what it does at the moment, or why it came to where it is.</summary>
    public static string Doing(Session session) => OneLine(session switch
    {
        { Status: SessionStatus.Done } => session.Reason,
        { Status: SessionStatus.Queued } => "waits for a place",
        { Status: SessionStatus.Failed, Reason: { } reason } => reason.Split('\n')[^1],
        { Status: SessionStatus.Verifying } => "the host runs the checks",
        { Status: SessionStatus.Starting or SessionStatus.Working, Verifications: [.., { Passed: false } failed] } => $"mends: {FailingLine(failed)}",
        { Reason: { } reason } => reason,
        _ => null,
    });

    /// <summary>Gives the line of a failed verification that says most.</summary>
    public static string FailingLine(Verification verification)
    {
        if (verification.Commands is not [.., var last])
        {
            return OneLine(verification.Problem);
        }

        var lines = Printable.Clean(last.Excerpt).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(static line => s_signs.Any(sign => line.Contains(sign, StringComparison.Ordinal)))
            ?? lines.LastOrDefault()
            ?? $"{last.Name} {(last.TimedOut ? "ran out of time" : $"exited with {last.ExitCode}")}";
    }

    /// <summary>Says how long it took, or has taken up to now.</summary>
    public static string Elapsed(Session session, DateTimeOffset now)
    {
        var isOver = session.Status is SessionStatus.Done or SessionStatus.Failed or SessionStatus.Stopped or SessionStatus.Lost;
        var elapsed = (isOver ? session.UpdatedAt : now) - session.CreatedAt;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalMinutes}:{elapsed.Seconds:00}");
    }

    public static string Clip(string text, int length) => text.Length <= length ? text : $"{Printable.Clean(text[..(length - 1)])}…";

    private static string OneLine(string? text) => Printable.Clean(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
}
