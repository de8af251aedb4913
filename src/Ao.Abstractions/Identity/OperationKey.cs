using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ao;

/// <summary>The name of one intended side effect, such as <c>shop-12/pull-request/1</c>. Whatever is retried or replayed, one key stands for at most one effect.</summary>
/// <remarks>1 to 200 of <c>a-z 0-9 - _ . : /</c>, first a letter or digit, without <c>..</c>. A plugin that creates something outside
/// leaves the key's <see cref="Marker"/> on it, so that it can be found again when the answer to the creating call was lost.</remarks>
[JsonConverter(typeof(ParsableJsonConverter<OperationKey>))]
public readonly record struct OperationKey : IParsable<OperationKey>
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 200;

    private readonly string? _value;

    /// <summary>Makes a key.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException"><paramref name="value"/> does not keep the grammar.</exception>
    public OperationKey(string value)
    {
        if (value is null || !IdGrammar.IsKey(value, MaxLength))
        {
            throw new FormatException($"'{Printable.Quote(value)}' cannot be an operation key. Use 1 to {MaxLength} of a-z, 0-9 and '-_.:/', first a letter or digit, without '..'.");
        }

        _value = value;
    }

    /// <summary>Gets the key as text.</summary>
    public string Value => _value ?? "";

    /// <summary>Gets the line of text that marks what the operation created, for bodies that people read: an HTML comment.</summary>
    public string Marker => $"<!-- ao-operation: {Value} -->";

    /// <summary>Reads a key.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The key.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> does not keep the grammar.</exception>
    public static OperationKey Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <summary>Reads a key from text that may not be one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The key, where the text is one.</param>
    /// <returns><see langword="true"/> when the text is a key.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OperationKey result)
    {
        var valid = s is not null && IdGrammar.IsKey(s, MaxLength);
        result = valid ? new OperationKey(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
