using System.Text.RegularExpressions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>The lowest level of government that a place names (屬地管理、分級負責, C05). Pure; null where the place names none.</summary>
public static partial class PlaceLevel
{
    public static GovernmentLevel? Of(string? place) => place switch
    {
        null or "" => null,
        _ when Street().IsMatch(place) => GovernmentLevel.Street,
        _ when District().IsMatch(place) => GovernmentLevel.District,
        _ when City().IsMatch(place) => GovernmentLevel.City,
        _ when Province().IsMatch(place) => GovernmentLevel.Province,
        _ => null,
    };

    [GeneratedRegex("街道|街办|街辦|镇|鎮|乡|鄉|社区|社區|居委会|居委會|村")]
    private static partial Regex Street();

    /// <summary>A housing estate (小区), a park or a school site is no district.</summary>
    [GeneratedRegex("(?<![小园園校景社库庫厂廠片])[区區]|[县縣]|旗")]
    private static partial Regex District();

    /// <summary>A market, a supermarket or municipal works are no city.</summary>
    [GeneratedRegex("(?<!超)市(?![场場民政容])")]
    private static partial Regex City();

    [GeneratedRegex("省|自治区|自治區")]
    private static partial Regex Province();
}
