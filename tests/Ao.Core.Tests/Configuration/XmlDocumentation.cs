using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ao.Core.Tests.Configuration;

/// <summary>Reads the summaries that the compiler wrote beside an assembly.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(static member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static XmlDocumentation Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    public string SummaryOf(Type type) => Read($"T:{type.FullName}");

    /// <summary>Gives a property's summary, as a statement about the setting: without the verbs of its accessors.</summary>
    public string SummaryOf(PropertyInfo property)
    {
        var text = AccessorVerbs().Replace(Read($"P:{property.DeclaringType!.FullName}.{property.Name}"), "");
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private string Read(string member)
    {
        var summary = _members[member].Element("summary") ?? throw new InvalidDataException($"{member} has no summary.");
        return Space().Replace(string.Concat(summary.Nodes().Select(Flatten)), " ").Trim();
    }

    private static string Flatten(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => (see.Attribute("langword") ?? see.Attribute("cref"))!.Value.Split(':')[^1].Split('.')[^1],
        XElement element => element.Value,
        _ => "",
    };

    [GeneratedRegex("^Gets or sets ")]
    private static partial Regex AccessorVerbs();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
