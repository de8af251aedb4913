using Microsoft.Extensions.Logging;

namespace Ao.Hosting;

/// <summary>Passes on what is logged, as the host wants it, and keeps it in the ring as well.</summary>
internal sealed class RecordingLogger(ILogger inner, string category, LogRing ring) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => (logLevel >= LogRing.Least && logLevel != LogLevel.None) || inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (inner.IsEnabled(logLevel))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }

        if (logLevel >= LogRing.Least && logLevel != LogLevel.None)
        {
            ring.Add(logLevel, category, formatter(state, exception), exception);
        }
    }
}
