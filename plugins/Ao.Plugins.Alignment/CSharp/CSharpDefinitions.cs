using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ao.Plugins.Alignment.CSharp;

/// <summary>Finds what a C# file defines: types and their members.</summary>
internal static class CSharpDefinitions
{
    private const int MostTokens = 20_000;

    // A type is known again by how it begins; what is nested deeply would be written out again and again.
    private const int MostTokensOfType = 2_000;

    public static IReadOnlyList<Definition> Read(CompilationUnitSyntax root, SourceText source, string path) =>
        [.. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or BaseFieldDeclarationSyntax or VariableDeclarationSyntax)
            .SelectMany(PartsOf)
            .Select(part => Of(part, source, path))];

    private static Definition Of(CSharpPart part, SourceText source, string path)
    {
        var line = source.Lines.GetLineFromPosition(part.Name.SpanStart);
        return new Definition
        {
            Name = part.Name.ValueText,
            Kind = part.Kind,
            Space = CSharpNames.SpaceOf(part.Node),
            Container = ContainerOf(part),
            Path = path,
            Line = line.LineNumber + 1,
            Text = line.ToString(),
            Shape = new Shape(part.Result, [.. part.Parameters?.Parameters.Select(ParameterOf) ?? []], part.IsOpen),
            Body = BodyOf(part),
        };
    }

    private static IEnumerable<CSharpPart> PartsOf(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => TypeParts(type),
        EnumDeclarationSyntax choice => [new CSharpPart(choice, choice.Identifier, DefinitionKind.Type, "enum", null, IsOpen(choice), [choice])],
        DelegateDeclarationSyntax call => [new CSharpPart(call, call.Identifier, DefinitionKind.Type, $"delegate {CSharpNames.TextOf(call.ReturnType)}{Arity(call.TypeParameterList)}", call.ParameterList, IsOpen(call), [])],
        EnumMemberDeclarationSyntax member => [new CSharpPart(member, member.Identifier, DefinitionKind.Value, "member", null, true, [member.EqualsValue])],
        MethodDeclarationSyntax method => [new CSharpPart(method, method.Identifier, DefinitionKind.Function, $"method {Static(method.Modifiers)}{CSharpNames.TextOf(method.ReturnType)}{Arity(method.TypeParameterList)}", method.ParameterList, IsOpen(method), [method.Body, method.ExpressionBody])],
        ConstructorDeclarationSyntax made when !made.Modifiers.Any(SyntaxKind.StaticKeyword) => [new CSharpPart(made, made.Identifier, DefinitionKind.Constructor, "constructor", made.ParameterList, IsOpen(made), [made.Body, made.ExpressionBody])],
        PropertyDeclarationSyntax property => [new CSharpPart(property, property.Identifier, DefinitionKind.Value, $"property {Static(property.Modifiers)}{CSharpNames.TextOf(property.Type)}{Accessors(property)}", null, IsOpen(property), [property.AccessorList, property.ExpressionBody, property.Initializer])],
        EventDeclarationSyntax happening => [new CSharpPart(happening, happening.Identifier, DefinitionKind.Value, $"event {CSharpNames.TextOf(happening.Type)}", null, IsOpen(happening), [happening.AccessorList])],
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: BaseFieldDeclarationSyntax field } declaration } variable => [new CSharpPart(variable, variable.Identifier, DefinitionKind.Value, $"field {Static(field.Modifiers)}{CSharpNames.TextOf(declaration.Type)}", null, IsOpen(field), [variable.Initializer])],
        _ => [],
    };

    private static IEnumerable<CSharpPart> TypeParts(TypeDeclarationSyntax type)
    {
        // Its members are definitions of their own; their tokens tell a type that was given another name.
        yield return new CSharpPart(type, type.Identifier, DefinitionKind.Type, $"{(type is RecordDeclarationSyntax ? "record" : type.Keyword.ValueText)}{Arity(type.TypeParameterList)}", null, IsOpen(type), [.. type.Members]);
        if (type.ParameterList is { } parameters)
        {
            yield return new CSharpPart(type, type.Identifier, DefinitionKind.Constructor, "constructor", parameters, IsOpen(type), []);
        }
    }

    private static Parameter ParameterOf(ParameterSyntax parameter) => new(
        $"{string.Join(' ', parameter.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ThisKeyword)).Select(static modifier => modifier.Text))} {CSharpNames.TextOf(parameter.Type)}".Trim(),
        parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword));

    private static string BodyOf(CSharpPart part)
    {
        var name = part.Name.ValueText;
        return string.Join(' ', part.Body.Where(static node => node is not null).SelectMany(static node => node!.DescendantTokens()).Take(part.Kind == DefinitionKind.Type ? MostTokensOfType : MostTokens).Select(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name ? "§" : token.Text));
    }

    private static bool IsOpen(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
        || (!member.Modifiers.Any(SyntaxKind.PrivateKeyword) && (member is BaseTypeDeclarationSyntax { Parent: not BaseTypeDeclarationSyntax } or DelegateDeclarationSyntax || member.Parent is InterfaceDeclarationSyntax));

    private static string Accessors(PropertyDeclarationSyntax property) =>
        property.AccessorList is { } list
            ? string.Concat(list.Accessors.Where(static accessor => !accessor.Modifiers.Any(SyntaxKind.PrivateKeyword)).Select(static accessor => $" {accessor.Keyword.ValueText}").Order(StringComparer.Ordinal))
            : " get";

    private static string Static(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.StaticKeyword) || modifiers.Any(SyntaxKind.ConstKeyword) ? "static " : "";

    private static string Arity(TypeParameterListSyntax? parameters) => parameters is null ? "" : $"`{parameters.Parameters.Count}";

    /// <summary>A constructor is in its type, also where the type's own head is it.</summary>
    private static string ContainerOf(CSharpPart part)
    {
        var container = CSharpNames.ContainerOf(part.Node);
        return part is { Kind: DefinitionKind.Constructor, Node: BaseTypeDeclarationSyntax type } ? $"{container}.{type.Identifier.ValueText}".TrimStart('.') : container;
    }
}
