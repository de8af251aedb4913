using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ao.Plugins.Alignment.CSharp;

/// <summary>Reads C# with the compiler's own parser. Nothing is bound or built, so that a file can be read without what it needs.</summary>
internal sealed class CSharpReader : ISourceReader
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview, DocumentationMode.None);

    public SourceUnit Read(string path, string text, CancellationToken cancellationToken)
    {
        var source = SourceText.From(text);
        var root = CSharpSyntaxTree.ParseText(source, s_options, path, cancellationToken).GetCompilationUnitRoot(cancellationToken);
        var names = root.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        return new SourceUnit
        {
            Path = path,
            Rule = SpaceRule.Namespaces,
            Spaces = [.. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>().Select(CSharpNames.SpaceOf).DefaultIfEmpty("").Distinct(StringComparer.Ordinal)],
            Definitions = CSharpDefinitions.Read(root, source, path),
            Imports = [.. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Where(static directive => directive.NamespaceOrType is not null).Select(ImportOf)],
            Words = names.Select(static token => token.ValueText).ToHashSet(StringComparer.Ordinal),
            DeclaredTypes = CSharpNames.DeclaredTypesOf(root),
            FindUses = wanted => [.. names.Where(token => wanted.Contains(token.ValueText)).Select(token => CSharpUses.Of(token, source)).OfType<Use>()],
        };
    }

    private static Import ImportOf(UsingDirectiveSyntax directive) =>
        new(CSharpNames.TextOf(directive.NamespaceOrType), [], directive.Alias?.Name.Identifier.ValueText);
}
