using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Ao;

/// <summary>The identity of a session: <c>prefix-number</c>, as in <c>shop-12</c>. It is never given twice in one data folder.</summary>
/// <remarks>The prefix has 1 to 40 of <c>a-z 0-9 -</c> and neither starts nor ends with a hyphen; the number is positive.
/// So an id can stand unescaped in a path, a branch name, a tmux target or a URL.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<SessionId>))]
public readonly record struct SessionId : IParsable<SessionId>
{
    /// <summary>The longest prefix, in characters.</summary>
    public const int MaxPrefixLength = 40;

    private readonly string? _value;

    /// <summary>Makes the id of the session with a number.</summary>
    /// <param name="prefix">The prefix that the project gives its sessions.</param>
    /// <param name="number">The number, 1 or more.</param>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> does not keep the grammar.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not positive.</exception>
    public SessionId(string prefix, long number)
    {
        if (!IsValidPrefix(prefix))
        {
            throw new ArgumentException($"'{Printable.Quote(prefix)}' cannot be a session prefix. Use 1 to {MaxPrefixLength} of a-z, 0-9 and '-', not first or last a hyphen.", nameof(prefix));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        _value = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");
    }

    private SessionId(string value) => _value = value;

    /// <summary>Gets the id as text.</summary>
    public string Value => _value ?? "";

    /// <summary>Gets the part before the last hyphen.</summary>
    public string Prefix => _value is null ? "" : _value[.._value.LastIndexOf('-')];

    /// <summary>Gets the number after the last hyphen.</summary>
    public long Number => _value is null ? 0 : long.Parse(_value.AsSpan(_value.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>Tells whether a text can be the prefix of session ids.</summary>
    /// <param name="prefix">The text.</param>
    /// <returns><see langword="true"/> when it keeps the grammar.</returns>
    public static bool IsValidPrefix([NotNullWhen(true)] string? prefix) => prefix is not null && IdGrammar.IsName(prefix, MaxPrefixLength);

    /// <summary>Reads an id.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> is not a session id.</exception>
    public static SessionId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{Printable.Quote(s)}' is not a session id. An id looks like 'shop-12'.");

    /// <summary>Reads an id from text that may not be one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, where the text is one.</param>
    /// <returns><see langword="true"/> when the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId result)
    {
        result = default;
        var hyphen = s?.LastIndexOf('-') ?? -1;
        if (hyphen < 1 || !IsValidPrefix(s![..hyphen]))
        {
            return false;
        }

        var digits = s.AsSpan(hyphen + 1);
        if (digits.Length is 0 or > 18 || digits[0] == '0' || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        result = new SessionId(s);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
