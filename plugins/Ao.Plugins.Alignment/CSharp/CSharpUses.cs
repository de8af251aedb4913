using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ao.Plugins.Alignment.CSharp;

/// <summary>Tells how a C# name is used where it stands.</summary>
internal static class CSharpUses
{
    /// <summary>Gives the use; <see langword="null"/> where the name is declared there, or names a parameter.</summary>
    public static Use? Of(SyntaxToken token, SourceText source)
    {
        if (token.Parent is not SimpleNameSyntax name || name.Parent is NameColonSyntax or NameEqualsSyntax { Parent: not AttributeArgumentSyntax } || IsNameOfSpace(name))
        {
            return null;
        }

        var qualifier = QualifierOf(name);
        return new Use(
            token.ValueText,
            source.Lines.GetLineFromPosition(token.SpanStart).LineNumber + 1,
            qualifier,
            CSharpNames.ContainerOf(name),
            qualifier is null && IsLocal(name, token.ValueText));
    }

    /// <summary>A namespace that is named or imported uses nothing; an alias does.</summary>
    private static bool IsNameOfSpace(SimpleNameSyntax name)
    {
        SyntaxNode outermost = name;
        while (outermost.Parent is NameSyntax)
        {
            outermost = outermost.Parent;
        }

        return outermost.Parent is BaseNamespaceDeclarationSyntax or UsingDirectiveSyntax { Alias: null, StaticKeyword.RawKind: 0 };
    }

    private static string? QualifierOf(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => LastNameOf(access.Expression),
        MemberBindingExpressionSyntax { Parent: var parent } => parent?.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } conditional ? LastNameOf(conditional.Expression) : "",
        QualifiedNameSyntax qualified when qualified.Right == name => LastNameOf(qualified.Left),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax made } } assignment when assignment.Left == name => CSharpNames.SimpleOf(made.Type),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.WithInitializerExpression } } assignment when assignment.Left == name => "",
        ExpressionColonSyntax => "",
        _ => null,
    };

    private static string LastNameOf(SyntaxNode expression) => expression switch
    {
        ThisExpressionSyntax => "this",
        BaseExpressionSyntax => "base",
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ObjectCreationExpressionSyntax made => CSharpNames.SimpleOf(made.Type),
        CastExpressionSyntax cast => CSharpNames.SimpleOf(cast.Type),
        ParenthesizedExpressionSyntax inner => LastNameOf(inner.Expression),
        AwaitExpressionSyntax awaited => LastNameOf(awaited.Expression),
        PostfixUnaryExpressionSyntax postfix => LastNameOf(postfix.Operand),
        _ => "",
    };

    /// <summary>Looks for a local, a parameter or a local function of the same name in the member that the name stands in.</summary>
    private static bool IsLocal(SimpleNameSyntax name, string text)
    {
        var member = name.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault(static node => node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or GlobalStatementSyntax);
        return member is not null && member.DescendantTokens().Any(token => token.ValueText == text && token.Parent
            is ParameterSyntax or SingleVariableDesignationSyntax or LocalFunctionStatementSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax });
    }
}
