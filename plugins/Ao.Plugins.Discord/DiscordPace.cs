using System.Globalization;
using Ao.Channels;

namespace Ao.Plugins.Discord;

/// <summary>Keeps to Discord's limits: what its headers and refusals say of when the next request may come.</summary>
internal sealed class DiscordPace(TimeProvider time)
{
    /// <summary>How long a call waits by itself. Beyond that the host is told, which waits without holding anything.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(3);

    /// <summary>What a service may ask for at most; more is a mistake.</summary>
    private static readonly TimeSpan s_most = TimeSpan.FromHours(1);

    private readonly Lock _sync = new();
    private DateTimeOffset _notBefore;

    /// <summary>Waits until a request may be made.</summary>
    /// <exception cref="TransientException">That takes too long.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_sync)
        {
            wait = _notBefore - time.GetUtcNow();
        }

        if (wait > s_longestWait)
        {
            throw new TransientException("Discord has asked to be called later.", wait);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes what an answer says of the next request.</summary>
    /// <returns>How long to wait.</returns>
    public TimeSpan? Note(ChannelAnswer answer, TimeSpan? asked)
    {
        var wait = asked ?? (answer.Headers.GetValueOrDefault("X-RateLimit-Remaining") == "0" ? SecondsOf(answer.Headers.GetValueOrDefault("X-RateLimit-Reset-After")) : null);
        if (wait is { } value)
        {
            lock (_sync)
            {
                var at = time.GetUtcNow() + value;
                _notBefore = at > _notBefore ? at : _notBefore;
            }
        }

        return wait;
    }

    /// <summary>Gives a wait, or <see langword="null"/> where it is none that makes sense.</summary>
    public static TimeSpan? Sensible(TimeSpan? wait) => wait <= s_most ? wait : null;

    /// <summary>Reads a number of seconds; <see langword="null"/> where it is none, or none that makes sense.</summary>
    public static TimeSpan? SecondsOf(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 && seconds <= s_most.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
