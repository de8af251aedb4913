using System.Text.Json;

namespace Ao.AgentTools;

/// <summary>The face of a tool.</summary>
internal sealed class ToolDefinition
{
    public ToolDefinition(string name, string description, params IReadOnlyList<ToolField> fields)
    {
        Name = name;
        Fields = fields;
        Tool = new AgentTool(name, description, ToolSchema.Of(fields));
    }

    public string Name { get; }

    public IReadOnlyList<ToolField> Fields { get; }

    /// <summary>Gets what an agent is shown.</summary>
    public AgentTool Tool { get; }

    /// <summary>Gets what is checked beyond the single fields: it gives what is wrong, one text for each field, of what has been read.</summary>
    public Func<ToolArguments, IEnumerable<string>> Check { get; init; } = static _ => [];

    /// <summary>Gets the only role that has it; <see langword="null"/> for every role.</summary>
    public SessionRole? OnlyFor { get; init; }
}
