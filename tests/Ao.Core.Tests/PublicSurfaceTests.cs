using System.Reflection;
using Ao.Plugins;
using Ao.Sessions;

namespace Ao.Core.Tests;

/// <summary>Whoever holds a slot's contract can act outside past the effect gate: so nothing public gives one away.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Assembly s_contracts = typeof(IAoPlugin).Assembly;

    [Fact]
    public void PublicMembers_OfTheEngine_HandOutNoContract()
    {
        var members = typeof(IOrchestrator).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(IsVisible)
            .ToList();

        Assert.Contains(members, static member => member.Name == nameof(IPluginCatalog.List));
        Assert.All(members, static member => Assert.DoesNotContain(GivenBy(member), IsContractOrAnything));
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    /// <summary>Gives the types of everything that a caller can get from a member: results, what is behind references, and what delegates of its are handed.</summary>
    private static IEnumerable<Type> GivenBy(MemberInfo member) => member switch
    {
        MethodInfo method => Flatten(method.ReturnType)
            .Concat(method.GetParameters().Where(static parameter => parameter.ParameterType.IsByRef).SelectMany(static parameter => Flatten(parameter.ParameterType.GetElementType()!)))
            .Concat(method.GetParameters().Where(static parameter => typeof(Delegate).IsAssignableFrom(parameter.ParameterType)).SelectMany(static parameter => Flatten(parameter.ParameterType))),
        FieldInfo field => Flatten(field.FieldType),
        _ => [],
    };

    private static IEnumerable<Type> Flatten(Type type) => type.GetGenericArguments().SelectMany(Flatten).Append(type.IsArray ? type.GetElementType()! : type);

    // A type parameter of a method stands for anything that the caller names.
    private static bool IsContractOrAnything(Type type) => type.IsGenericMethodParameter || (type.IsInterface && type.Assembly == s_contracts);
}
