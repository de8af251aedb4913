using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ao.Benchmarks.Forge;

/// <summary>Reads a GraphQL document with its variables: what the plugin's own documents use of the language, and nothing more.</summary>
internal sealed partial class GraphQlParser
{
    private readonly string[] _tokens;
    private readonly JsonObject _variables;
    private readonly Dictionary<string, (string Type, int Start)> _fragments = new(StringComparer.Ordinal);
    private int _at;

    private GraphQlParser(string document, JsonObject variables)
    {
        _tokens = [.. Tokens().Matches(document).Select(static match => match.Value)];
        _variables = variables;
        for (var index = 0; index + 3 < _tokens.Length; index++)
        {
            if (_tokens[index] == "fragment" && _tokens[index + 2] == "on")
            {
                _fragments[_tokens[index + 1]] = (_tokens[index + 3], index + 4);
            }
        }
    }

    /// <summary>Gives what the document's operation asks for.</summary>
    public static IReadOnlyList<Selection> Parse(string document, JsonObject variables)
    {
        var parser = new GraphQlParser(document, variables);
        var depth = 0;

        // The variables' declarations stand in parentheses before the first brace.
        while (parser._tokens[parser._at] != "{" || depth > 0)
        {
            depth += parser._tokens[parser._at] switch { "(" => 1, ")" => -1, _ => 0 };
            parser._at++;
        }

        return parser.Selections();
    }

    private List<Selection> Selections()
    {
        var selections = new List<Selection>();
        Take("{");
        while (_tokens[_at] != "}")
        {
            var selection = _tokens[_at] == "..." ? Spread() : Field();
            if (selection is not null)
            {
                selections.Add(selection);
            }
        }

        Take("}");
        return selections;
    }

    private Selection Spread()
    {
        Take("...");
        if (_tokens[_at] == "on")
        {
            _at++;
            var type = _tokens[_at++];
            return new Selection(null, null, type, [], Selections());
        }

        var (on, start) = _fragments[_tokens[_at++]];
        var back = _at;
        _at = start;
        var selections = Selections();
        _at = back;
        return new Selection(null, null, on, [], selections);
    }

    private Selection? Field()
    {
        var alias = _tokens[_at++];
        var name = alias;
        if (_tokens[_at] == ":")
        {
            _at++;
            name = _tokens[_at++];
        }

        var arguments = _tokens[_at] == "(" ? Arguments() : [];
        var isIncluded = true;
        while (_tokens[_at] == "@")
        {
            _at++;
            var isSkip = _tokens[_at++] == "skip";
            isIncluded &= Arguments()["if"]!.GetValue<bool>() != isSkip;
        }

        var selections = _tokens[_at] == "{" ? Selections() : [];
        return isIncluded ? new Selection(name, alias, null, arguments, selections) : null;
    }

    private JsonObject Arguments()
    {
        var arguments = new JsonObject();
        Take("(");
        while (_tokens[_at] != ")")
        {
            var name = _tokens[_at++];
            Take(":");
            arguments[name] = Value();
        }

        Take(")");
        return arguments;
    }

    private JsonNode? Value()
    {
        var token = _tokens[_at++];
        return token switch
        {
            "$" => _variables[_tokens[_at++]]?.DeepClone(),
            "true" or "false" => JsonValue.Create(token == "true"),
            _ when int.TryParse(token, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(token.Trim('"')),
        };
    }

    private void Take(string token)
    {
        if (_tokens[_at++] != token)
        {
            throw new FormatException($"'{token}' is missing before '{_tokens[_at - 1]}'.");
        }
    }

    [GeneratedRegex("""\.\.\.|[{}()\[\]:!$@=]|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+""")]
    private static partial Regex Tokens();
}
