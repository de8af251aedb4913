using System.Runtime.InteropServices;
using System.Text.Json;
using Ao.Agents;
using Ao.Configuration;

namespace Ao.AgentTools;

/// <summary>The arguments of a call, checked against the tool's definition. All that is wrong is said at once, so that one more call is enough.</summary>
internal sealed class ToolArguments
{
    /// <summary>The largest call, in bytes of JSON.</summary>
    public const int MaxBytes = 256 * 1024;

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wrong = new(StringComparer.Ordinal);

    private ToolArguments()
    {
    }

    /// <summary>Checks the arguments of a call.</summary>
    /// <exception cref="AoException">They do not keep the definition; the message names each field, what is wrong with it and what is allowed.</exception>
    public static ToolArguments Read(ToolDefinition tool, IReadOnlyDictionary<string, JsonElement>? given)
    {
        given ??= new Dictionary<string, JsonElement>();
        var size = given.Sum(static argument => (long)argument.Key.Length + JsonMarshal.GetRawUtf8Value(argument.Value).Length);
        if (size > MaxBytes)
        {
            throw new AoException($"The call of {tool.Name} is too large: {size} bytes of arguments. At most {MaxBytes / 1024} KiB are taken. Shorten the texts, and name files instead of quoting them.");
        }

        var arguments = new ToolArguments();
        var problems = new List<string>();
        foreach (var field in tool.Fields)
        {
            if (!given.TryGetValue(field.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                if (field.IsRequired)
                {
                    problems.Add($"{field.Name}: is missing. {ToolValue.Expected(field)}");
                }
            }
            else if (ToolValue.Read(field, value, out var problem) is { } read)
            {
                arguments._values[field.Name] = read;
            }
            else
            {
                arguments._wrong.Add(field.Name);
                problems.Add($"{field.Name}: {problem} {ToolValue.Expected(field)}");
            }
        }

        problems.AddRange(tool.Check(arguments));
        string[] known = [.. tool.Fields.Select(static field => field.Name)];
        problems.AddRange(given.Keys.Except(known, StringComparer.Ordinal).Take(ToolField.MaxItems).Select(name => $"{Printable.Quote(name)}: is no field of this tool. {NearestName.Suggest(name, known)}"));
        return problems.Count == 0
            ? arguments
            : throw new AoException($"{tool.Name} was not carried out. Mend this and call it again:\n- {string.Join("\n- ", problems)}");
    }

    /// <summary>Tells whether a field was given and could not be read.</summary>
    public bool IsWrong(string name) => _wrong.Contains(name);

    /// <summary>Gives a text, a line or a choice.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) as string;

    /// <summary>Gives a text that the definition requires.</summary>
    public string Required(string name) => (string)_values[name];

    public IReadOnlyList<string> Texts(string name) => _values.GetValueOrDefault(name) as IReadOnlyList<string> ?? [];

    public IReadOnlyList<VerdictFinding> Findings(string name) => _values.GetValueOrDefault(name) as IReadOnlyList<VerdictFinding> ?? [];

    public double? Number(string name) => _values.GetValueOrDefault(name) as double?;

    public int? Count(string name) => (int?)Number(name);

    public bool Flag(string name) => _values.GetValueOrDefault(name) is true;
}
