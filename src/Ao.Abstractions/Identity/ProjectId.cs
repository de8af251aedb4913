using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ao;

/// <summary>The name of a project in the configuration: 1 to 40 of <c>a-z 0-9 -</c>, not first or last a hyphen.</summary>
[JsonConverter(typeof(ParsableJsonConverter<ProjectId>))]
public readonly record struct ProjectId : IParsable<ProjectId>
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 40;

    private readonly string? _value;

    /// <summary>Makes a project's name.</summary>
    /// <param name="value">The text.</param>
    /// <exception cref="FormatException"><paramref name="value"/> does not keep the grammar.</exception>
    public ProjectId(string value)
    {
        if (value is null || !IdGrammar.IsName(value, MaxLength))
        {
            throw new FormatException($"'{Printable.Quote(value)}' cannot name a project. Use 1 to {MaxLength} of a-z, 0-9 and '-', not first or last a hyphen.");
        }

        _value = value;
    }

    /// <summary>Gets the name as text.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a project's name.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The name.</returns>
    /// <exception cref="FormatException"><paramref name="s"/> does not keep the grammar.</exception>
    public static ProjectId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <summary>Reads a project's name from text that may not be one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The name, where the text is one.</param>
    /// <returns><see langword="true"/> when the text is a name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProjectId result)
    {
        var valid = s is not null && IdGrammar.IsName(s, MaxLength);
        result = valid ? new ProjectId(s!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
