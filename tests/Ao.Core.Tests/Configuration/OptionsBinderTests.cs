using System.ComponentModel.DataAnnotations;
using Ao.Configuration;
using Microsoft.Extensions.Configuration;

namespace Ao.Core.Tests.Configuration;

/// <summary>What options classes of plugins may hold beside what the core's hold.</summary>
public sealed class OptionsBinderTests
{
    [Fact]
    public void Bind_EachKindOfValue_IsRead()
    {
        var (kinds, problems) = Bind(
            ("Share", "0.5"), ("Address", "https://example.com/a"), ("Id", "00000000-0000-0000-0000-000000000001"), ("Limit", "3"),
            ("Ports:0", "80"), ("Ports:1", "443"), ("Tags:0", "x"), ("Tags:1", "x"), ("Rows:0:0", "1"), ("Rows:0:1", "2"),
            ("Lists:a:0", "one"), ("ByDay:monday", "9"), ("Kept:0", "new"), ("Own:Limit", "4"));

        Assert.Empty(problems);
        Assert.Equal((0.5, new Uri("https://example.com/a"), new Guid("00000000-0000-0000-0000-000000000001"), 3), (kinds.Share, kinds.Address, kinds.Id, kinds.Limit));
        Assert.Equal([80, 443], kinds.Ports);
        Assert.Equal(["x"], kinds.Tags!);
        Assert.Equal([1, 2], Assert.Single(kinds.Rows));
        Assert.Equal(["one"], kinds.Lists["A"]);
        Assert.Equal(9, kinds.ByDay[DayOfWeek.Monday]);
        Assert.Equal(["new"], kinds.Kept);
        Assert.Equal(4, kinds.Own!.Limit);
    }

    [Theory]
    [InlineData("Share", "half", "Share: 'half' cannot be read as Double")]
    [InlineData("Id", "x", "Id: 'x' cannot be read as Guid")]
    [InlineData("ByDay:Freitag", "1", "ByDay:Freitag: 'Freitag' is not known.")]
    [InlineData("ByDay:Friday", "x", "ByDay:Friday: 'x' is not a whole number")]
    [InlineData("Rows:0:1", "x", "Rows:0:1: 'x' is not a whole number")]
    [InlineData("Stream:0", "x", "Stream: cannot be set: options cannot be of the type Stream.")]
    [InlineData("Refusing", "x", "Refusing: is refused: Not that.")]
    [InlineData("Own:Code", "abc", "Own:Code: is not four letters")]
    [InlineData("Own:Own:Limit", "11", "Own:Own:Limit: Eleven is too many.")]
    public void Bind_ValueWrong_NamesItsKey(string key, string value, string problem)
    {
        var (_, problems) = Bind((key, value));

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OptionsThatLeadBackToThemselves_Ends()
    {
        var kinds = new Kinds();
        kinds.Own = kinds;
        var problems = new ConfigurationProblems(null);

        new AnnotationValidator(problems).Validate(kinds);

        Assert.Empty(problems.Lines);
    }

    private static (Kinds Kinds, IReadOnlyList<string> Problems) Bind(params (string Key, string Value)[] keys)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(keys.Select(static key => KeyValuePair.Create(key.Key, (string?)key.Value))).Build();
        var problems = new ConfigurationProblems(configuration);
        var kinds = new Kinds();
        new OptionsBinder(problems).Bind(configuration, kinds);
        new AnnotationValidator(problems).Validate(kinds);
        return (kinds, problems.Lines);
    }

    private sealed class Kinds : IValidatableObject
    {
        public double Share { get; set; }

        public Uri? Address { get; set; }

        public Guid Id { get; set; }

        public int? Limit { get; set; }

        [RegularExpression("[a-z]{4}", ErrorMessage = "is not four letters")]
        public string? Code { get; set; }

        public int[] Ports { get; set; } = [];

        public IReadOnlySet<string>? Tags { get; set; }

        public List<List<int>> Rows { get; set; } = [];

        public Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.OrdinalIgnoreCase);

        public IDictionary<DayOfWeek, int> ByDay { get; set; } = new Dictionary<DayOfWeek, int>();

        public IList<string> Kept { get; } = ["old"];

        public Kinds? Own { get; set; }

        public Stream? Stream { get; set; }

        public string Refusing
        {
            get => "";
            set => throw new ArgumentException("Not that.");
        }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Limit == 11)
            {
                yield return new ValidationResult("Eleven is too many.", [nameof(Limit)]);
            }
        }
    }
}
