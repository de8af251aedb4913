using System.Globalization;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ao.Configuration;

/// <summary>Flattens a YAML document into configuration keys. It works on the parser's events, without a graph of objects, and holds YAML to what a configuration needs:
/// mappings, lists and values; no anchors, aliases, tags or further documents.</summary>
/// <param name="file">The file's name, for places.</param>
internal sealed class YamlReader(string file)
{
    internal const int MaxDepth = 32;
    private const int MaxProblems = 50;

    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyDictionary<string, string> Places => _places;

    public IDictionary<string, string?> Values => _values;

    public void Read(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            ReadStream(new Parser(reader));
        }
        catch (YamlException exception)
        {
            Add(exception.End, $"cannot be read as YAML: {Printable.Clean(exception.Message).TrimEnd('.')}. Indent with spaces, and quote values that hold ': ', ' #' or begin with one of *&!%@`[{{");
        }
        catch (StopReadingException)
        {
            // What made further reading pointless is among the problems.
        }
    }

    private void ReadStream(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return;
        }

        parser.Consume<DocumentStart>();
        if (parser.Accept<Scalar>(out var scalar) && IsNull(scalar))
        {
            parser.Consume<Scalar>();
        }
        else if (parser.Accept<MappingStart>(out _))
        {
            ReadNode(parser, "", 0);
        }
        else
        {
            throw Stop(parser.Current!.Start, "is not a mapping of settings. Begin with 'Ao:'");
        }

        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            throw Stop(second.Start, "begins a second document. Keep one in a file");
        }
    }

    private void ReadNode(Parser parser, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Stop(parser.Current!.Start, $"is nested more than {MaxDepth} levels deep");
        }

        if (parser.Current is AnchorAlias alias)
        {
            Add(alias.Start, $"is an alias ('*{Printable.Quote(alias.Value.Value)}'), which is not supported. Write the value out");
            parser.MoveNext();
            return;
        }

        Refuse((NodeEvent)parser.Current!);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            _values[path] = IsNull(scalar) ? null : scalar.Value;
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            ReadSequence(parser, path, depth);
        }
        else
        {
            parser.Consume<MappingStart>();
            ReadMapping(parser, path, depth);
        }
    }

    private void ReadSequence(Parser parser, string path, int depth)
    {
        var index = 0;
        for (; !parser.TryConsume<SequenceEnd>(out _); index++)
        {
            var item = ConfigurationPath.Combine(path, index.ToString(CultureInfo.InvariantCulture));
            _places[item] = Place(parser.Current!.Start);
            ReadNode(parser, item, depth + 1);
        }

        if (index == 0)
        {
            // An empty list says something, other than no value at all.
            _values[path] = "";
        }
    }

    private void ReadMapping(Parser parser, string path, int depth)
    {
        var isEmpty = true;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            isEmpty = false;
            if (!parser.Accept<Scalar>(out var name))
            {
                throw Stop(parser.Current!.Start, "is not a plain key. A key is a single word or a quoted text");
            }

            parser.MoveNext();
            Refuse(name);
            CheckKey(name);
            var key = path.Length == 0 ? name.Value : ConfigurationPath.Combine(path, name.Value);
            if (!_places.TryAdd(key, Place(name.Start)))
            {
                Add(name.Start, $"sets '{Printable.Quote(name.Value)}' again (first at {_places[key]}; case does not matter). Keep one of them");
            }

            ReadNode(parser, key, depth + 1);
        }

        if (isEmpty && path.Length > 0)
        {
            _values[path] = null;
        }
    }

    private void CheckKey(Scalar name)
    {
        if (name.Value.Length == 0 || name.Value.Contains(':', StringComparison.Ordinal) || name.Value.Any(char.IsControl))
        {
            Add(name.Start, $"'{Printable.Quote(name.Value)}' cannot be a key: it is empty or holds ':' or a control character. Nest settings by indenting them");
        }
        else if (name.Value == "<<")
        {
            Add(name.Start, "merges another mapping ('<<'), which is not supported. Write the settings out");
        }
    }

    private void Refuse(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Add(node.Start, $"sets an anchor ('&{Printable.Quote(node.Anchor.Value)}'), which is not supported. Write the value out where it is needed");
        }

        if (!node.Tag.IsEmpty)
        {
            Add(node.Start, $"has a tag ('{Printable.Quote(node.Tag.ToString())}'), which is not supported. Remove it");
        }
    }

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");

    private string Place(Mark mark) => string.Create(CultureInfo.InvariantCulture, $"{file}:{mark.Line}:{mark.Column}");

    private void Add(Mark mark, string text)
    {
        if (_problems.Count >= MaxProblems)
        {
            throw new StopReadingException();
        }

        _problems.Add($"{Place(mark)}: {text}");
    }

    private StopReadingException Stop(Mark mark, string text)
    {
        Add(mark, text);
        return new StopReadingException();
    }

    private sealed class StopReadingException : Exception;
}
