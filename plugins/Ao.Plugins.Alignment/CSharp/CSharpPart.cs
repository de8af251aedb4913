using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ao.Plugins.Alignment.CSharp;

/// <summary>A definition as it stands in the syntax tree.</summary>
internal sealed record CSharpPart(SyntaxNode Node, SyntaxToken Name, DefinitionKind Kind, string Result, ParameterListSyntax? Parameters, bool IsOpen, IReadOnlyList<SyntaxNode?> Body);
