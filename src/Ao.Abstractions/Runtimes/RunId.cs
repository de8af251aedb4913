using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Ao.Runtimes;

/// <summary>One run of a session's agent: the session and the number of the launch, as in <c>shop-12.1</c>.</summary>
[JsonConverter(typeof(ParsableJsonConverter<RunId>))]
public readonly record struct RunId : IParsable<RunId>
{
    /// <summary>Makes the id of a run.</summary>
    /// <param name="session">The session.</param>
    /// <param name="number">The number of the launch, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not positive.</exception>
    public RunId(SessionId session, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        Session = session;
        Number = number;
    }

    /// <summary>Gets the session.</summary>
    public SessionId Session { get; }

    /// <summary>Gets the number of the launch.</summary>
    public int Number { get; }

    /// <summary>Reads the id of a run.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is not the id of a run.</exception>
    public static RunId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{Printable.Quote(s)}' is not the id of a run. One looks like 'shop-12.1'.");

    /// <summary>Reads the id of a run from text that may not be one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, where the text is one.</param>
    /// <returns><see langword="true"/> when the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunId result)
    {
        result = default;
        var dot = s?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 1
            || !SessionId.TryParse(s![..dot], provider, out var session)
            || !int.TryParse(s.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || s[dot + 1] == '0')
        {
            return false;
        }

        result = new RunId(session, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Session}.{Number}");
}
