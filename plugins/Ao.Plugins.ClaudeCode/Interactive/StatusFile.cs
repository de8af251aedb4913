using System.Globalization;
using System.Text.Json;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>The file in which a running Claude Code says what it does.</summary>
internal static class StatusFile
{
    public const string Idle = "idle";
    public const string Waiting = "waiting";

    private const int Largest = 64 * 1024;
    private const int MostFiles = 100;

    /// <summary>Reads what the process that was started for a run says.</summary>
    /// <param name="home">The session's home.</param>
    /// <param name="since">When the run was prepared: what an earlier process left behind is older.</param>
    /// <returns>The status, with what is waited for behind a colon; <see langword="null"/> where there is none yet.</returns>
    public static string? Read(string home, DateTimeOffset since)
    {
        var folder = Path.Combine(home, ".claude", "sessions");
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var newest = (Started: since.ToUnixTimeMilliseconds(), Status: (string?)null);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Take(MostFiles))
        {
            if (TryRead(file) is { } status && status.Started >= newest.Started)
            {
                newest = status;
            }
        }

        return newest.Status;
    }

    private static (long Started, string? Status)? TryRead(string file)
    {
        try
        {
            if (new FileInfo(file).Length > Largest)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var status = root.Text("status", 100);
            var waitsFor = root.Text("waitingFor", 100);
            return (root.Count("startedAt"), status == Waiting && waitsFor is not null ? string.Create(CultureInfo.InvariantCulture, $"{status}:{waitsFor}") : status);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            // Half written, or just removed: it is looked at again in a moment.
            return null;
        }
    }
}
