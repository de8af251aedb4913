using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ao.Plugins.Alignment.CSharp;

/// <summary>The names in a syntax tree.</summary>
internal static class CSharpNames
{
    private const int Deepest = 30;

    /// <summary>Writes nodes without white space and comments.</summary>
    public static string TextOf(SyntaxNode? node) => node is null ? "" : string.Join(' ', node.DescendantTokens().Select(static token => token.Text));

    public static string SpaceOf(SyntaxNode node) =>
        string.Join('.', node.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(static space => space.Name.ToString().Replace(" ", "", StringComparison.Ordinal)));

    /// <summary>Gives the types that a node is in, itself left out.</summary>
    public static string ContainerOf(SyntaxNode node) =>
        string.Join('.', node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Take(Deepest).Reverse().Select(static type => type.Identifier.ValueText));

    /// <summary>Gives the simple name of a type: of a generic, nullable or qualified one too.</summary>
    public static string SimpleOf(TypeSyntax? type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => SimpleOf(nullable.ElementType),
        RefTypeSyntax reference => SimpleOf(reference.Type),
        PredefinedTypeSyntax known => known.Keyword.ValueText,
        _ => "",
    };

    public static ILookup<string, string> DeclaredTypesOf(CompilationUnitSyntax root) => root.DescendantNodes()
        .SelectMany(DeclaredBy)
        .Where(static declared => declared.Type.Length > 0 && declared.Type != "var")
        .ToLookup(static declared => declared.Name, static declared => declared.Type, StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Type)> DeclaredBy(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => [(parameter.Identifier.ValueText, SimpleOf(parameter.Type))],
        PropertyDeclarationSyntax property => [(property.Identifier.ValueText, SimpleOf(property.Type))],
        VariableDeclarationSyntax declaration => declaration.Variables.Select(variable => (variable.Identifier.ValueText, TypeOf(declaration.Type, variable))),
        DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax designation } pattern => [(designation.Identifier.ValueText, SimpleOf(pattern.Type))],
        ForEachStatementSyntax each => [(each.Identifier.ValueText, SimpleOf(each.Type))],
        _ => [],
    };

    private static string TypeOf(TypeSyntax declared, VariableDeclaratorSyntax variable) =>
        declared.IsVar && variable.Initializer?.Value is ObjectCreationExpressionSyntax made ? SimpleOf(made.Type) : SimpleOf(declared);
}
