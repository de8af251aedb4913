using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Ao.Hosting;

/// <summary>Keeps the newest entries of the orchestrator's log in memory, so that a report can show what happened around it. It is never written anywhere by itself.</summary>
internal sealed class LogRing(TimeProvider time)
{
    /// <summary>The least level that is kept: below it are prompts and tokens.</summary>
    public const LogLevel Least = LogLevel.Information;

    private const int MaxEntries = 4000;
    private const int MaxEntry = 4 * 1024;
    private const int MaxCharacters = 2 * 1024 * 1024;

    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_after = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<LogEntry> _entries = new();
    private int _characters;

    public void Add(LogLevel level, string category, string message, Exception? exception)
    {
        var text = exception is null ? message : $"{message}\n{exception}";
        var entry = new LogEntry(time.GetUtcNow(), level, category, text.Length <= MaxEntry ? text : $"{text[..MaxEntry]}…");
        lock (_lock)
        {
            _entries.Enqueue(entry);
            _characters += entry.Text.Length;
            while (_entries.Count > MaxEntries || _characters > MaxCharacters)
            {
                _characters -= _entries.Dequeue().Text.Length;
            }
        }
    }

    /// <summary>Gives the entries around a moment, one a line; those of several lines are indented.</summary>
    public string Around(DateTimeOffset moment)
    {
        LogEntry[] entries;
        lock (_lock)
        {
            entries = [.. _entries.Where(entry => entry.At >= moment - s_before && entry.At <= moment + s_after)];
        }

        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.At:O} {entry.Level} {entry.Category}: {Printable.Escape(entry.Text).Replace("\n", "\n    ", StringComparison.Ordinal)}\n");
        }

        return text.ToString();
    }
}
