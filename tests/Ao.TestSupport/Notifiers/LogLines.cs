using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Ao.TestSupport.Notifiers;

/// <summary>Everything that is logged, as lines with their exceptions.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private ImmutableList<string> _lines = [];

    /// <summary>Gets what was logged so far.</summary>
    public IReadOnlyList<string> All => _lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        ImmutableInterlocked.Update(ref _lines, static (lines, line) => lines.Add(line), $"{logLevel}: {formatter(state, exception)} {exception}");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
