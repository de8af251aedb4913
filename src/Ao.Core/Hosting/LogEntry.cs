using Microsoft.Extensions.Logging;

namespace Ao.Hosting;

/// <summary>What was logged.</summary>
internal sealed record LogEntry(DateTimeOffset At, LogLevel Level, string Category, string Text);
