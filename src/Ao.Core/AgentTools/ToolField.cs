using Ao.Reviews;

namespace Ao.AgentTools;

/// <summary>A field of a tool's arguments. Its schema and its check are made from this alone, so that they cannot differ.</summary>
internal sealed record ToolField
{
    /// <summary>The longest text of a field that does not say otherwise, in bytes of UTF-8.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The longest line, in characters.</summary>
    public const int MaxLine = 200;

    /// <summary>How many texts a field may hold that does not say otherwise.</summary>
    public const int MaxItems = 20;

    public required string Name { get; init; }

    public required ToolFieldKind Kind { get; init; }

    public required string Description { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Gets the longest text, in bytes of UTF-8.</summary>
    public int ByteLimit { get; init; } = MaxBytes;

    /// <summary>Gets how many texts there can be.</summary>
    public int ItemLimit { get; init; } = MaxItems;

    /// <summary>Gets the fields of each object.</summary>
    public IReadOnlyList<ToolField> Fields { get; init; } = [];

    /// <summary>Gets the words of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the least number.</summary>
    public double Least { get; init; }

    /// <summary>Gets the greatest number.</summary>
    public double Greatest { get; init; }

    public static ToolField Line(string name, string description, bool required = false) => new() { Name = name, Kind = ToolFieldKind.Line, Description = description, IsRequired = required };

    public static ToolField Text(string name, string description, bool required = false) => new() { Name = name, Kind = ToolFieldKind.Text, Description = description, IsRequired = required };

    public static ToolField Texts(string name, string description) => new() { Name = name, Kind = ToolFieldKind.Texts, Description = description };

    public static ToolField Findings(string name, string description) => new() { Name = name, Kind = ToolFieldKind.Findings, Description = description, ItemLimit = VerdictIntake.MaxFindings, ByteLimit = VerdictIntake.MaxText };
    public static ToolField Objects(string name, string description, int most, params IReadOnlyList<ToolField> fields) => new() { Name = name, Kind = ToolFieldKind.Objects, Description = description, ItemLimit = most, Fields = fields };

    public static ToolField Choice(string name, string description, IReadOnlyList<string> choices, bool required = false) =>
        new() { Name = name, Kind = ToolFieldKind.Choice, Description = description, Choices = choices, IsRequired = required };

    public static ToolField Number(string name, string description, double least, double greatest) => new() { Name = name, Kind = ToolFieldKind.Number, Description = description, Least = least, Greatest = greatest };

    public static ToolField Count(string name, string description, int least, int greatest) => new() { Name = name, Kind = ToolFieldKind.Count, Description = description, Least = least, Greatest = greatest };

    public static ToolField Flag(string name, string description) => new() { Name = name, Kind = ToolFieldKind.Flag, Description = description };
}
