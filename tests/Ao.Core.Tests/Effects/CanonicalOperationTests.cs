using Ao.Effects;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Effects;

public sealed class CanonicalOperationTests
{
    [Fact]
    public void Hash_KnownOperation_IsPinned() =>
        Assert.Equal("5aab58575771ed5ae6ba085df39fedf469d77ce6c9a024d42618bd29ee3f210e", CanonicalOperation.Hash(Given.Effect(EffectKind.OpenPullRequest, parameters: [("head", "abc"), ("base", "main")])));

    [Fact]
    public void Hash_OrderOfParameters_DoesNotMatter() =>
        Assert.Equal(CanonicalOperation.Hash(Given.Effect(parameters: [("a", "1"), ("b", "2")])), CanonicalOperation.Hash(Given.Effect(parameters: [("b", "2"), ("a", "1")])));

    public static TheoryData<string, string> Lookalikes => new()
    {
        { "a|bc", "ab|c" },
        { "\ud800|", "\ud801|" },
        { "a\0|", "a|\0" },
        { "A|x", "a|x" },
        { "\u00e9|x", "e\u0301|x" },
    };

    [Theory]
    [MemberData(nameof(Lookalikes))]
    public void Hash_Lookalikes_Differ(string one, string other) =>
        Assert.NotEqual(CanonicalOperation.Hash(Of(one)), CanonicalOperation.Hash(Of(other)));

    [Fact]
    public void Hash_TitleAndParameterSwapped_Differs() =>
        Assert.NotEqual(CanonicalOperation.Hash(Given.Effect(title: "x", parameters: ("n", "y"))), CanonicalOperation.Hash(Given.Effect(title: "y", parameters: ("n", "x"))));

    [Property(MaxTest = 500)]
    public bool Hash_AnyChangedField_Differs(NonNull<string> title, NonEmptyArray<NonNull<string>> values, NonNull<string> other, NonNegativeInt kind, PositiveInt number)
    {
        var effect = Given.Effect((EffectKind)(kind.Get % 10), "op/" + number.Get, title: title.Get, parameters: [.. values.Get.Select(static (value, index) => ($"p{index}", value.Get))]);
        var hash = CanonicalOperation.Hash(effect);
        List<Effect> changes =
        [
            effect with { Key = new OperationKey("op2/" + number.Get) },
            effect with { Kind = (EffectKind)((kind.Get + 1) % 10) },
            effect with { Project = new ProjectId("shop2") },
            effect with { Session = null },
            effect with { Session = new SessionId("shop", number.Get + 1) },
            effect with { Title = title.Get + other.Get + "x" },
            effect with { Parameters = effect.Parameters.Append(new("extra", other.Get)).ToDictionary() },
        ];
        foreach (var name in effect.Parameters.Keys)
        {
            changes.Add(effect with { Parameters = effect.Parameters.Where(parameter => parameter.Key != name).ToDictionary() });
            changes.Add(effect with { Parameters = effect.Parameters.ToDictionary(static parameter => parameter.Key, parameter => parameter.Key == name ? parameter.Value + "x" : parameter.Value) });
            changes.Add(effect with { Parameters = effect.Parameters.ToDictionary(parameter => parameter.Key == name ? name + "x" : parameter.Key, static parameter => parameter.Value) });
        }

        return changes.TrueForAll(change => CanonicalOperation.Hash(change) != hash) && CanonicalOperation.Hash(effect with { }) == hash;
    }

    private static Effect Of(string titleAndValue)
    {
        var parts = titleAndValue.Split('|');
        return Given.Effect(title: parts[0], parameters: ("n", parts[1]));
    }
}
